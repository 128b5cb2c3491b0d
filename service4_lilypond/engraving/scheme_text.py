"""Writes values as Scheme reads them."""

import json
from typing import Any


def scheme_text(value: str | int | list[Any]) -> str:
    """Return a string, a number or a list of them as Scheme text."""
    if isinstance(value, list):
        return f"({' '.join(map(scheme_text, value))})"
    return json.dumps(value, ensure_ascii=False)  # Guile reads no halves of characters
