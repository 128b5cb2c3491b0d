"""Cells: the rhythms of single bars that a melody is made of.

Each line may import from those below it and from none above.

======== ======================================================================
halves   cells that share half a bar with another one
counted  cells that have so many notes
motifs   the cells of ideas, known again by one thing
pools    the cells that a vocabulary leaves, with odds for every place
bank     the cells of every metre, counted in real tunes or joined of parts
recast   bars in other note values: skipping, halved, doubled, in thirds
filled   bars cut from halves and thirds, where nothing is counted
dotted   pairs of notes made long and short
offbeat  notes that begin before the beat
fragment a part of a bar, said again
ending   where a phrase ends in a bar, and the notes that lead on
cell     a bar's rhythm, and how often it stands where in a phrase
======== ======================================================================
"""
