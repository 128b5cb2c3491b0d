"""``scripts/jury``: melodies of several origins in one blind list, and what readers think of it.

A juror reads numbered melodies in ABC and nothing else, and gives each a
quality from 1 to 10 and the probability, in percent, that a person wrote it.
docs/juries.md keeps what was found.

========= =================================================================
lines     melodies as lines of JSON
notation  a melody as ABC, with nothing that tells where it comes from
lists     the blind list, and the key to it
scores    what jurors have made of it
========= =================================================================
"""
