"""What is printed of a melody, as a recipe can ask for it."""

from typing import Final

from melodie.contract import Layout, Message
from service1_frontend.recipes.rows import row_of


class LayoutChoice(Message):
    """A way to print a melody."""

    id: Layout
    name: str
    description: str


LAYOUTS: Final = (
    LayoutChoice(id="lead", name="Lead sheet", description="The tune, with its chords by name."),
    LayoutChoice(id="piano", name="Piano", description="The accompaniment on a second staff."),
)
"""What a recipe can ask for; the first is the default."""


def layout_of(wanted: str) -> Layout:
    """Return the layout of this id; the default for one that only a newer release offers."""
    return row_of(LAYOUTS, wanted).id
