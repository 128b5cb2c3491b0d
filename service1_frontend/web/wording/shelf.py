"""A shelf in words."""

from collections.abc import Mapping
from typing import Final

from service1_frontend.library.shelf import How
from service1_frontend.recipes.options import Options, at_hand, id_of
from service1_frontend.web.languages import gettext
from service1_frontend.web.wording.notes import with_signs
from service1_frontend.web.wording.settings import name_of

HOWS: Final[Mapping[How, str]] = {"kept": "Kept", "made": "Made", "opened": "Opened"}


def how_in_words(how: How) -> str:
    """Say how a melody came to be on a shelf."""
    return gettext(HOWS[how])


def key_in_words(key: str, options: Options | None) -> str:
    """Return a key such as ``Bb dorian`` as it is printed: ``B♭ dorian``."""
    tonic, _, scale = key.partition(" ")
    found = next((one for one in at_hand("scale", options) if id_of(one) == scale), None)
    named = name_of("scale", found) if found else scale.replace("_", " ").capitalize()
    return f"{with_signs(tonic)} {named.lower()}"
