"""What every message is made of."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from melodie.form import MAX_BARS

MAX_SEED: Final = 2**53 - 1
"""The largest whole number that every JSON reader holds exactly."""

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
TimeSignatureText = Annotated[str, Field(pattern=r"^[0-9]{1,2}/[0-9]{1,2}$", examples=["6/8"])]
Bars = Annotated[int, Field(strict=True, ge=1, le=MAX_BARS)]
Seed = Annotated[int, Field(strict=True, ge=0, le=MAX_SEED)]
Percentage = Annotated[int, Field(strict=True, ge=0, le=100)]


LENIENT: Final = "handling=lenient"
PREFER_HEADER: Final = "Prefer"
"""Asks, with ``LENIENT``, to pass over what is not known within the values of a request."""

APPLIED_HEADER: Final = "Preference-Applied"
"""States, with ``LENIENT``, that something was passed over."""


class Message(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
