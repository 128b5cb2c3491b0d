"""The criteria, each with a code, the name a musician knows, and its judgement.

A judgement is a number: 0 is neither good nor bad, and 1 is worth about as much as
a well placed high point. What each asks for is what readers of real and of made
tunes named when they told one from the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from melodie.adding import added
from service2_notes.critic import hooks, lines, phrases
from service2_notes.critic.heard import Heard


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to listen for; ``code`` is for programs, ``name`` for people."""

    code: str
    name: str
    judge: Callable[[Heard], float]


CRITERIA: Final = (
    Criterion("high_point", "One high point", lines.high_point),
    Criterion("leaps", "Leaps with a cause", lines.leaps),
    Criterion("repeats", "Repeated notes that are meant", lines.repeats),
    Criterion("intervals", "Intervals that can be sung", lines.intervals),
    Criterion("line", "A line of strong beats", lines.line),
    Criterion("direction", "Phrases with a direction", phrases.direction),
    Criterion("repose", "Phrases that come to rest", phrases.repose),
    Criterion("close", "A close that arrives", phrases.close),
    Criterion("answers", "Bars that answer each other", phrases.answers),
    Criterion("opening", "An opening to remember", phrases.opening),
    Criterion("goals", "Phrases with goals of their own", phrases.goals),
    Criterion("hook", "An idea that wants to go on", hooks.hook),
)


def judge(tune: Heard) -> float:
    """Return the sum of all judgements."""
    return added(criterion.judge(tune) for criterion in CRITERIA)
