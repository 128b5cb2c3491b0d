"""Composes bars of durations, from the form down: what every bar is, then its rhythm.

Each line may import from those below it and from none above.

=============== ===============================================================
app             the Flask app for gunicorn
routes          the endpoints
settings        its settings
composing       from the request to whole bars
bars            the bars of a melody: new ones, returns, ends of phrases, dice
cells           the rhythms of single bars, by time signature and vocabulary
form            which bar answers which, and where phrases end
tables          counts of bars, upbeats and forms in real tunes
grid            a bar as a grid of ticks, each with its place among the beats
spans           notes and rests in ticks
styles          the styles on offer: one row of parameters each
time_signatures the time signatures on offer
vocabularies    the note values on offer
=============== ===============================================================
"""
