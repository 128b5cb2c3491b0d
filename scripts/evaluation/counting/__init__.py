"""``scripts/count-tables``: what real tunes do, counted for the services to compose from.

Only the ``dev`` halves of the collections are looked at, and a word or rhythm
is kept if it occurs in three tunes or more. docs/tables.md says what the files
hold.

========= =================================================================
bars      a strain cut into bars, in the ticks and metres of the tables
chords    the chord that a bar fits best
places    what a bar does in its phrase
words     rhythms and contours of bars, and where they are found
joints    moves over the barline
upbeats   what leads to the first downbeat
plans     what the bars of eight are to each other
files     the tables of a style as two files
========= =================================================================
"""
