"""``scripts/bench``: what Mélodie takes in time and memory, on the machine at hand.

Every benchmark is a module with a function ``run`` that takes ``Amounts``
and returns a report to print. It starts what it
needs on the loopback address, is bounded, and compares only figures of the
same run, but for those that it labels as somebody else's.

============= ==============================================================
journey       from a recipe to the stored melody, its page and its files
varying       rolls, other notes and twists of a melody
wall          eight ideas at a time: new, known, like another; and a hundred walls at once
thirty        thirty clients at a time, and many more: how long each waits, who is refused
composing     a rhythm and its pitches, with tables made before and made anew
chords        chords for a melody that is to be composed
accompanying  an accompaniment and its sound
harmonising   chords for a melody that exists, in three tastes
engraving     a PDF from a cold, a warm and an endless LilyPond
hearing       a melody's sound as a player asks for it, and when what sounds
browsing      in Chromium: when a wall is seen, a press heard, and a note lit
soak          thousands of scores in a row: what hangs, fails or leaks
load          hundreds of clients at a time: who is served, who refused, how fast
chaos         what goes wrong while melodies are made: who is refused, what is lost
slow_clients  how long others wait beside clients that take their time
amounts       how much each of them does
lilyponds     LilyPond cold and warm, and what either costs
scores        scores to engrave
first_version what the first version did for its one bar
crowd         clients that all ask at the same time
in_page       what a page in a browser notes of itself
makers        clients that make melodies and fetch their sheets without a pause
faults        what can happen to a stack that serves, done to it on purpose
client        a person's way through Mélodie, as requests
door          the edge before one frontend
slow          clients that take their time
measuring     medians, memory of processes, tables
============= ==============================================================
"""
