"""The words on a sheet of music, in any script."""

import unicodedata
from typing import Annotated, Final

import regex
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

MAX_TITLE: Final = 60
MOST_COMPOSED: Final = 4
"""Characters that NFC may compose into one; normalising long runs takes very long."""

# Python's own tables are as old as Python, and do not say which characters may be invisible.
_FORBIDDEN: Final = regex.compile(r"[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\p{Co}]")
_VISIBLE: Final = regex.compile(
    r"[^\p{Default_Ignorable_Code_Point}\p{Z}\p{M}\p{C}\u2800\U0001D159]"
)
"""A mark needs something to stand on; the empty Braille pattern and note head show nothing."""


def check_text(text: str) -> str:
    """Return a title in Unicode's composed form, without outer space.

    Raises ``ValueError`` for what no page can show: control characters,
    line breaks, halves of characters, characters that Unicode leaves to
    others or does not have yet, nothing that can be seen.
    """
    if len(text) > MOST_COMPOSED * MAX_TITLE:
        raise _too_long()
    composed = unicodedata.normalize("NFC", text).strip()
    if len(composed) > MAX_TITLE:
        raise _too_long()
    if _FORBIDDEN.search(composed):
        raise PydanticCustomError("unprintable", "must not hold control characters or line breaks")
    if not _VISIBLE.search(composed):
        raise PydanticCustomError("invisible", "must hold at least one visible character")
    return composed


def _too_long() -> PydanticCustomError:
    return PydanticCustomError(
        "too_long", "must be at most {most} characters long", {"most": MAX_TITLE}
    )


Title = Annotated[str, Field(min_length=1, max_length=MAX_TITLE), AfterValidator(check_text)]
