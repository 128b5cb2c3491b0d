"""The types of a recipe's fields, as people and programs may give them."""

import re
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from melodie.contract import AUTO_CHORDS, NO_CHORDS, Bars, ChordsText, Percentage, Seed
from melodie.pitch import Pitch
from melodie.tempo import MAX_BPM, MIN_BPM
from melodie.text import MAX_TITLE, check_text

__all__ = ["Bars", "Bpm", "Choice", "ChordsTyped", "Name", "Percentage", "Seed", "Spelled"]

MAX_CHOICE: Final = 40
PITCH: Final = re.compile("[A-Ga-g](##|#|bb|b|♯|♭)?[0-8]")
"""A pitch as people type it."""

KEYBOARD: Final = (Pitch.parse("A0"), Pitch.parse("C8"))
"""A piano's: whatever lies in it can be written for every instrument."""

NAMED: Final = {"automatic": AUTO_CHORDS, AUTO_CHORDS: AUTO_CHORDS, NO_CHORDS: NO_CHORDS}
"""What people write for chords that are drawn, and for none."""

SIGNS: Final = str.maketrans({"♯": "#", "♭": "b"})


def read_pitch(value: object) -> Pitch:
    """Return the pitch that ``value`` names; a small letter or a printed sign means the same.

    Raises ``ValueError`` for anything else, and beyond the keyboard of a piano.
    """
    if isinstance(value, str) and PITCH.fullmatch(value):
        pitch = Pitch.parse(value[0].upper() + value[1:].translate(SIGNS))
        if KEYBOARD[0].key_number <= pitch.key_number <= KEYBOARD[1].key_number:
            return pitch
    raise PydanticCustomError(
        "not_a_pitch",
        "must be a pitch from {lowest} to {highest}, such as F#5 or Bb3",
        {"lowest": str(KEYBOARD[0]), "highest": str(KEYBOARD[1])},
    )


# What is composed to one character counts as one, so the length is looked at last.
Name = Annotated[
    str,
    Field(strict=True),
    AfterValidator(check_text),
    Field(min_length=1, max_length=MAX_TITLE),
]
Choice = Annotated[
    str, Field(strict=True, min_length=1, max_length=MAX_CHOICE), AfterValidator(check_text)
]
"""One of what is offered; which, is known when the recipe is completed."""


def read_chords(value: object) -> object:
    """Return chords as they are typed, in plain signs; a line break is a barline."""
    if not isinstance(value, str):
        return value
    lines = (" ".join(line.split()) for line in value.translate(SIGNS).splitlines())
    text = " | ".join(line.removesuffix("|").strip() for line in lines if line)
    return NAMED.get(text.casefold(), text)


ChordsTyped = Annotated[ChordsText, BeforeValidator(read_chords)]
"""Which chords they are, is known to the notes service."""

Bpm = Annotated[int, Field(strict=True, ge=MIN_BPM, le=MAX_BPM)]
Spelled = Annotated[
    Pitch,
    PlainValidator(read_pitch),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{PITCH.pattern}$", "examples": ["Bb4"]}),
]
