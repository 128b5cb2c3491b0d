"""What is asked of service2_notes about accompaniments, and what it answers."""

from melodie.accompaniment import Accompaniment
from melodie.contract.message import Identifier, Message
from melodie.score import Score


class AccompanimentChoice(Message):
    """A way to accompany a melody."""

    id: Identifier
    name: str
    description: str


class AccompanimentChoices(Message):
    """Every pattern."""

    accompaniments: tuple[AccompanimentChoice, ...]


class AccompanimentRequest(Message):
    """Asks for what is played below a score, which has chords; its own accompaniment is none.

    The tune decides how high that may lie, and plays no other part in it.
    """

    score: Score
    pattern: Identifier


class Accompanied(Message):
    """An accompaniment for the score that was given."""

    accompaniment: Accompaniment
