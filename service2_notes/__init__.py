"""Finds chords and pitches for a rhythm; owns the keys and the scales.

Each line may import from those below it and from none above.

============ ===================================================================
app          the Flask app for gunicorn
routes       the endpoints
settings     its settings
analysis     tells how a melody is made, from its score alone
alternatives what else could stand for one note of a score
accompanying what is played below a melody over its chords
twists       turns a score into another: transposed, inverted, ornamented
harmonising  finds chords for a melody that exists
composing    from a request to chords and pitches: its docstring lists the steps in their order
finishing    makes a line of notes into spelled pitches
dice         notes as dice throw them, which take over as wildness grows
spelling     how a line is spelled
altering     notes that follow given chords out of the scale
colours      notes that colour a line: blue, chromatic, foreign ones
own_degrees  makes sure that a scale's characteristic degrees occur
mending      moves the notes that nobody would sing
writing      placed figures as notes, upbeats included
choosing     the draft that the critic likes best
critic       judges a draft by twelve criteria
kept         bars whose pitches stay, and what the others are composed around
line         drafts of a line: figures over chords
asked        a request as music: scale, notes of the range, metre, bars
figures      what one bar can sound like: its onsets and its contour
harmony      chords for a form
progressions chords as people choose them: by name, as symbols, as Roman figures
reading      a rhythm as the line reads it: what each bar says, which it answers
beats        a time signature as ticks, accents and half bars
tables       counts of bars, joints and upbeats in real tunes
returns      which bars of a score return from which, as its notes show it
intervals    which moves in a scale are hard to sing
parents      the scale that a scale is composed in
ladder       every note of a scale within a range
keys         the keys on offer
scales       the scales on offer
styles       the styles on offer: one row of parameters each
style        what is in such a row
contours     the contours on offer
remembered   values that are worked out once
pitch_units  the three units in which pitches are counted
============ ===================================================================
"""
