"""Accompaniments: what is played below a melody over its chords; no chance is in them.

Each line may import from those below it and from none above.

========= =====================================================================
composing the accompaniment of a score
hands     what each hand plays in a bar, from what its pattern says
walking   a bass that walks from root to root
voicings  chords of three voices, each led to the nearest place
basses    the notes of the bass
register  how high chords and bass may lie below a tune
changes   which chord stands where, bar by bar
patterns  the patterns on offer: one row each
========= =====================================================================
"""
