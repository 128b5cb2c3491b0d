"""The ways to show chords over the staff that a recipe can ask for."""

from typing import Final

from melodie.contract import ChordSymbols, Message
from service1_frontend.recipes.rows import row_of


class SymbolsChoice(Message):
    """A way to show chords."""

    id: ChordSymbols
    name: str
    description: str


SYMBOLS: Final = (
    SymbolsChoice(id="names", name="Names", description="Such as B♭m7, over the staff."),
    SymbolsChoice(id="roman", name="Roman figures", description="Such as ii7, in the key."),
    SymbolsChoice(
        id="guitar", name="Names and guitar diagrams", description="Diagrams are on paper."
    ),
    SymbolsChoice(
        id="ukulele", name="Names and ukulele diagrams", description="Diagrams are on paper."
    ),
    SymbolsChoice(
        id="guitar_tab",
        name="Names and guitar tablature",
        description="The tune as tablature below the notes, on a lead sheet.",
    ),
    SymbolsChoice(
        id="ukulele_tab",
        name="Names and ukulele tablature",
        description="The tune as tablature below the notes, on a lead sheet.",
    ),
    SymbolsChoice(id="none", name="None", description="The notes alone."),
)
"""What a recipe can ask for; the first is the default."""


def symbols_of(wanted: str) -> ChordSymbols:
    """Return the way of this id; the default for one that only a newer release offers."""
    return row_of(SYMBOLS, wanted).id
