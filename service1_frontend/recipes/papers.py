"""The sizes of paper that a recipe can ask for."""

from typing import Final

from melodie.contract import Message, Paper
from service1_frontend.recipes.rows import row_of


class PaperChoice(Message):
    """A size of paper."""

    id: Paper
    name: str
    description: str


PAPERS: Final = (
    PaperChoice(id="a4", name="A4", description="210 by 297 mm."),
    PaperChoice(id="letter", name="US Letter", description="8.5 by 11 inches."),
)
"""What a recipe can ask for; the first is the default."""


def paper_of(wanted: str) -> Paper:
    """Return the size of this id; the default for one that only a newer release offers."""
    return row_of(PAPERS, wanted).id
