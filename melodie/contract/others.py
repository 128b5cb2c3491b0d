"""What is asked of service2_notes about one note of a score, and what it answers."""

from typing import Annotated

from pydantic import Field

from melodie.contract.message import Message
from melodie.contract.twists import NoteNumber
from melodie.pitch import SpelledPitch
from melodie.score import Score

MOST_PITCHES = 12


class AlternativesRequest(Message):
    """Asks what else could stand for one ``note`` of a score, nothing else moving.

    ``lowest`` and ``highest`` bound the answer, in sounding pitches; ``most`` is how many
    pitches it holds at most.
    """

    score: Score
    note: NoteNumber
    lowest: SpelledPitch
    highest: SpelledPitch
    most: Annotated[int, Field(strict=True, ge=1, le=MOST_PITCHES)] = 6


class Alternatives(Message):
    """Pitches that fit in the place of a note, the one that fits best first."""

    pitches: tuple[SpelledPitch, ...]
