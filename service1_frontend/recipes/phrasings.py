"""The ways to show phrases that a recipe can ask for."""

from typing import Final

from melodie.contract import Message

NO_PHRASING: Final = "none"


class PhrasingChoice(Message):
    """A way to show phrases."""

    id: str
    name: str
    description: str


PHRASINGS: Final = (
    PhrasingChoice(id=NO_PHRASING, name="None", description="Phrases are not marked."),
    PhrasingChoice(
        id="breaths",
        name="Breath marks",
        description="A comma between two phrases, where no rest parts them.",
    ),
    PhrasingChoice(
        id="slurs",
        name="Slurs",
        description="A slur over every phrase, from its first note to its last.",
    ),
)
"""What a recipe can ask for; the first is the default."""
