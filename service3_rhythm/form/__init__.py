"""The form of a melody: which bar answers which, and where phrases end.

A melody is made from its largest parts down. ``sections`` divides it, every section
is one of a few that a musician would know, and what comes back does so changed: an
idea that was heard twice turns elsewhere the third time. Each line may import from
those below it and from none above.

========== ====================================================================
developing what grows from an idea that is kept
drawing    draws the form of a melody
given      the form of a melody that is known already
sections   a melody of any length as sections that return
ideas      melodies of a few bars, which may stay open
rows       sections made by hand: sentences, periods, blues, riffs, hymns
strains    ... drawn from counts of real dances
notation   sections as a musician would note them down, bar by bar
returns    what comes back: lengthened, closed anew, changed the third time
repetition the slider that decides how much comes back
plan       one bar's part in the form, before it has a rhythm
========== ====================================================================
"""
