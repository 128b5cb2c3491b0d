"""The kinds of fields a recipe has, each refusing with a sentence for musicians."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from melodie.contract import MAX_SEED, NotesRequest, RhythmRequest
from melodie.score import MAX_BARS, MAX_BPM, MAX_TITLE, MIN_BPM, Pitch, check_text

MAX_CHOICE: Final = 40
PITCH: Final = re.compile("[A-Ga-g](##|#|bb|b|♯|♭)?[0-8]")
"""A pitch as people type it."""

KEYBOARD: Final = (Pitch.parse("A0"), Pitch.parse("C8"))
"""A piano's: whatever lies in it can be written for every instrument."""

SIGNS: Final = str.maketrans({"♯": "#", "♭": "b"})


def usual(field: str) -> Any:
    """Return what the composing services take for ``field`` where nothing is said."""
    asked = RhythmRequest.model_fields | NotesRequest.model_fields
    return asked[field].default


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``least`` to ``most``; never a fraction, text or a truth value."""

    least: int
    most: int

    def check(self, value: object) -> int:
        """Return ``value`` if it is such a number; raises ``ValueError``."""
        if type(value) is not int or not self.least <= value <= self.most:
            raise ValueError(f"must be a whole number from {self.least} to {self.most}")
        return value

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, _: Any, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Words:
    """Text of at most ``most`` characters, none of them invisible."""

    most: int

    def check(self, value: object) -> str:
        """Return ``value`` in Unicode's composed form; raises ``ValueError``."""
        if not isinstance(value, str):
            raise ValueError("must be text")  # noqa: TRY004 - pydantic reads no other
        text = check_text(value)
        if len(text) > self.most:
            raise ValueError(f"must be at most {self.most} characters long")
        return text

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, _: Any, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Note:
    """A pitch by its name; a small letter or a printed sign means the same."""

    def check(self, value: object) -> Pitch:
        """Return the pitch that ``value`` names; raises ``ValueError``."""
        if isinstance(value, str) and PITCH.fullmatch(value):
            pitch = Pitch.parse(value[0].upper() + value[1:].translate(SIGNS))
            if KEYBOARD[0].key_number <= pitch.key_number <= KEYBOARD[1].key_number:
                return pitch
        raise ValueError(f"must be a pitch from {KEYBOARD[0]} to {KEYBOARD[1]}, such as F#5 or Bb3")

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        spelled = core_schema.to_string_ser_schema(when_used="unless-none")
        return core_schema.no_info_plain_validator_function(self.check, serialization=spelled)

    def __get_pydantic_json_schema__(self, _: Any, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{PITCH.pattern}$", "examples": ["Bb4"]}


@dataclass(frozen=True, slots=True)
class YesNo:
    """A truth value, and nothing that could be taken for one."""

    def check(self, value: object) -> bool:
        """Return ``value`` if it is one; raises ``ValueError``."""
        if not isinstance(value, bool):
            raise ValueError("must be true or false")  # noqa: TRY004 - pydantic reads no other
        return value

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, _: Any, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "boolean"}


Name = Annotated[str, Words(MAX_TITLE)]
Choice = Annotated[str, Words(MAX_CHOICE)]
"""One of what is offered; which, is known when the recipe is completed."""

Bpm = Annotated[int, Whole(MIN_BPM, MAX_BPM)]
Bars = Annotated[int, Whole(1, MAX_BARS)]
Percentage = Annotated[int, Whole(0, 100)]
Seed = Annotated[int, Whole(0, MAX_SEED)]
Spelled = Annotated[Pitch, Note()]
Flag = Annotated[bool, YesNo()]
