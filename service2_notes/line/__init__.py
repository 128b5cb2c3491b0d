"""Drafts the bars of a tune: figures placed over chords, drawn with all that can follow in view.

Each line may import from those below it and from none above. Figures, places and joints
have log-weights: what is added to the logarithm of their odds, 0 changing nothing. A
constant without a unit is one.

======== ======================================================================
drafting one draft of a tune, span by span
wishing  the figures that each bar may have
ideas    a figure for every bar that says something new
setting  everything fixed before pitches are chosen
placing  figures on degrees: how well each lies
fitting  ... over the chords of a bar
cadences how phrases come to rest
arriving how a close comes home
answers  the figures that can answer a bar
joints   how well one bar's figure is followed by the next
compass  where a tune lies: lowest, highest note, high point, goals
chain    samples one figure per bar by backward summation
======== ======================================================================
"""
