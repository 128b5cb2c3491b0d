"""Tells how a melody is made, from its score alone.

Each line may import from those below it and from none above.

========== ====================================================================
analysing  from a score to all that there is to tell
harmony    which notes lie outside their chord, and what they do there
phrases    where phrases come to rest, and which bars return
lines      compass, moves, high point
========== ====================================================================
"""
