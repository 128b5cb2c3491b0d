"""The fonts that titles of every script need, as Debian's packages bring them."""

from pathlib import Path
from typing import Final

PLACES: Final = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
"""Where LilyPond may read fonts, confined as it is."""

FONTS: Final = {
    "DejaVuSans.ttf": "fonts-dejavu-core",  # Greek, Cyrillic, Hebrew, Arabic, Georgian, Lao ...
    "wqy-microhei.ttc": "fonts-wqy-microhei",  # Chinese, Japanese, Korean
    "Lohit-Bengali.ttf": "fonts-lohit-beng-bengali",
    "Lohit-Devanagari.ttf": "fonts-lohit-deva",
    "Lohit-Gujarati.ttf": "fonts-lohit-gujr",
    "Lohit-Gurmukhi.ttf": "fonts-lohit-guru",
    "Lohit-Kannada.ttf": "fonts-lohit-knda",
    "Lohit-Malayalam.ttf": "fonts-lohit-mlym",
    "Lohit-Odia.ttf": "fonts-lohit-orya",
    "Lohit-Tamil.ttf": "fonts-lohit-taml",
    "Lohit-Telugu.ttf": "fonts-lohit-telu",
    "Loma.ttf": "fonts-tlwg-loma-ttf",  # Thai
    "unifont.otf": "fonts-unifont",  # what the others lack, coarse: Khmer, Amharic ...
    "unifont_upper.otf": "fonts-unifont",  # emoji; LilyPond skips what Symbola has of them
}
"""File -> package."""

PACKAGES: Final = tuple(dict.fromkeys(FONTS.values()))


def missing() -> list[str]:
    """Return the packages whose fonts are not found, in the order of ``PACKAGES``."""
    found = _found()
    return [*dict.fromkeys(package for file, package in FONTS.items() if file not in found)]


def is_there(file: str) -> bool:
    """Tell whether a font's file is where programs look for fonts."""
    return file in _found()


def _found() -> set[str]:
    return {file.name for place in PLACES if place.is_dir() for file in place.rglob("*.[to]t[fc]")}
