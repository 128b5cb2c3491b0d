"""The kinds of fields a recipe has, each refusing with a sentence for musicians."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from melodie.contract import MAX_SEED
from melodie.score import MAX_BARS, MAX_BPM, MAX_TITLE, MIN_BPM, check_text

MAX_CHOICE: Final = 40


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


Name = Annotated[str, Words(MAX_TITLE)]
Choice = Annotated[str, Words(MAX_CHOICE)]
"""One of what is offered; which, is known when the recipe is completed."""

Bpm = Annotated[int, Whole(MIN_BPM, MAX_BPM)]
Bars = Annotated[int, Whole(1, MAX_BARS)]
Percentage = Annotated[int, Whole(0, 100)]
Seed = Annotated[int, Whole(0, MAX_SEED)]
