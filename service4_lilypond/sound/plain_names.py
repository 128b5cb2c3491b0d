"""Names for programs that read no more than ASCII."""

import unicodedata
from typing import Final

SIGNS: Final = str.maketrans({"♭": "b", "♮": "", "♯": "#"})


def ascii_name(name: str) -> str:
    """Return ``name`` in ASCII: ``Clarinet in Bb`` for ``Clarinet in B♭``.

    Letters lose their accents. A name that has other letters than Latin ones
    stays as it is: nothing of it would be left.
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(SIGNS))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return plain if plain.isascii() else name
