"""A file of a melody, as it is asked for: what tells it from others, and what it takes."""

from dataclasses import dataclass
from typing import Final

from melodie.contract import USUAL_EXPRESSION, ScoreRequest, Screen
from melodie.formats import Format
from service1_frontend.library.melodies import MAX_KEPT
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.layouts import layout_of
from service1_frontend.recipes.papers import paper_of
from service1_frontend.recipes.symbols import symbols_of

LARGE: Final = frozenset({"wav", "zip"})
"""Formats that are too large for the database."""

MP3_BYTES_PER_SECOND: Final = 12_000


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file of a melody; ``screen`` is what a picture in SVG is for.

    Sound is played with so much ``expression``, as ``melodie.contract.Playing`` has it.
    """

    melody: Melody
    format: Format
    footline: str = ""
    screen: Screen = "wide"
    expression: int = USUAL_EXPRESSION

    @property
    def name(self) -> str:
        """What tells the files of one melody apart."""
        extension = self.format.extension
        if self.expression != USUAL_EXPRESSION:
            return f"{self.expression}.{extension}"
        return f"{self.screen}.{extension}" if self.screen == "narrow" else extension

    @property
    def key(self) -> tuple[str, str]:
        """What tells all files apart."""
        return self.melody.id, self.name

    @property
    def large(self) -> bool:
        """Whether it is too large for the database, and costly to make.

        So is sound that is played otherwise than usual: there are a hundred ways.
        """
        if self.expression != USUAL_EXPRESSION:
            return True
        if self.format.extension == "mp3":
            return self.melody.seconds * MP3_BYTES_PER_SECOND > MAX_KEPT
        return self.format.extension in LARGE

    def request(self) -> ScoreRequest:
        """Return what to ask of the LilyPond service."""
        return ScoreRequest(
            score=self.melody.score,
            footline=self.footline,
            paper=paper_of(self.melody.recipe.paper),
            chord_symbols=symbols_of(self.melody.recipe.chord_symbols),
            layout=layout_of(self.melody.recipe.layout),
            screen=self.screen,
            expression=self.expression,
        )
