"""How much room words take, as far as one can tell without their font."""

import unicodedata


def ems(text: str) -> float:
    """Estimate how wide ``text`` is in bold, in the font's own size."""
    return sum(_ems(character) for character in text)


def _ems(character: str) -> float:
    if character in "WM" or unicodedata.east_asian_width(character) in "WF":
        return 1.1
    return 0.8 if character.isupper() else 0.6
