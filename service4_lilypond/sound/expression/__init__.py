"""How a person would play a score: rules of performance, as pure functions of it.

After Friberg, Bresin & Sundberg, "Overview of the KTH rule system for musical performance"
(2006). No chance is in it: the same score is always played alike.

============== ==========================================================
interpretation every note's onset, end and velocity; the one to call
phrases        where phrases begin and end
tempo          ... the tempo within them, and the slowing at the end
loudness_rules ... how much louder or softer a note is: a table of rules
swing          ... eighths played long and short
contrast       ... short notes shortened
articulation   ... where it breathes between notes
============== ==========================================================

Every rule has an amount k, which is 1 at ``USUAL_EXPRESSION``; the amounts are our own setting.
"""
