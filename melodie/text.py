"""The words on a sheet of music, in any script."""

import unicodedata
from typing import Annotated, Final

import regex
from pydantic import AfterValidator, Field

MAX_TITLE: Final = 60
MOST_COMPOSED: Final = 4
"""Characters that composing makes one of, at most; composing long runs takes very long."""

# Python's own tables are as old as Python, and know nothing of what may be left unseen.
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
        raise ValueError(f"must be at most {MAX_TITLE} characters long")
    composed = unicodedata.normalize("NFC", text).strip()
    if len(composed) > MAX_TITLE:
        raise ValueError(f"must be at most {MAX_TITLE} characters long")
    if _FORBIDDEN.search(composed):
        raise ValueError("must not hold control characters or line breaks")
    if not _VISIBLE.search(composed):
        raise ValueError("must hold at least one visible character")
    return composed


Title = Annotated[str, Field(min_length=1, max_length=MAX_TITLE), AfterValidator(check_text)]
