"""Judges a draft of a tune as a musician would, by twelve criteria.

Each line may import from those below it and from none above. A judgement is a
score: 0 is neither good nor bad, 1 about what a well placed high point is worth.

======== ======================================================================
criteria the twelve criteria
phrases  ... those that listen to bars and phrases
hooks    ... the one that listens for ideas
lines    ... those that listen from note to note
heard    a tune as a listener has it
======== ======================================================================
"""

from service2_notes.critic.criteria import CRITERIA, Criterion, judge
from service2_notes.critic.heard import Heard, Listener

__all__ = ["CRITERIA", "Criterion", "Heard", "Listener", "judge"]
