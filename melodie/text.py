"""The words on a sheet of music, in any script."""

import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, Field

MAX_TITLE: Final = 60
MOST_COMPOSED: Final = 4
"""Characters that composing makes one of, at most; composing long runs takes very long."""


def check_text(text: str) -> str:
    """Return a title in Unicode's composed form, without outer space.

    Raises ``ValueError`` for what no page can show: control characters,
    line breaks, halves of characters, nothing at all.
    """
    if len(text) > MOST_COMPOSED * MAX_TITLE:
        raise ValueError(f"must be at most {MAX_TITLE} characters long")
    composed = unicodedata.normalize("NFC", text).strip()
    if not composed:
        raise ValueError("must hold at least one visible character")
    if len(composed) > MAX_TITLE:
        raise ValueError(f"must be at most {MAX_TITLE} characters long")
    if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp", "Cn", "Co"} for c in composed):
        raise ValueError("must not hold control characters or line breaks")
    return composed


Title = Annotated[str, Field(min_length=1, max_length=MAX_TITLE), AfterValidator(check_text)]
