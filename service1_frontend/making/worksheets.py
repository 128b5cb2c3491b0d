"""Several melodies of one recipe on one sheet, and a second sheet that tells which they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from melodie.contract import MAX_SEED, ListLine, ListRequest, Paper, WorksheetRequest
from melodie.errors import InvalidInput, RequestRefused
from melodie.score import Score
from service1_frontend.making.composing import Naming, compose
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.recipes.blame import blame
from service1_frontend.recipes.completing import complete
from service1_frontend.recipes.papers import paper_of
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.recipes.symbols import symbols_of

FEWEST: Final = 2
USUAL: Final = 8
MOST: Final = 20
"""Melodies on one worksheet."""

MOST_BARS: Final = 320
"""Bars on one worksheet: engraving them takes a few seconds."""


Step = Callable[[], None]


def nothing() -> None:
    """Take no notice of a step."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Melodies that differ in their seeds alone: each has the one after that of the one before."""

    recipes: tuple[Recipe, ...]

    @classmethod
    def of(cls, wanted: RecipeRequest, melodies: int, maker: MelodyMaker) -> "Worksheet":
        """Return a worksheet of so many melodies; nothing is composed yet.

        Raises ``InvalidInput`` for a recipe that cannot be, and for too much on one sheet.
        """
        first = complete(wanted, maker.options.get())
        if not FEWEST <= melodies <= MOST:
            raise InvalidInput(
                "A worksheet has %(least)s to %(most)s melodies.", least=FEWEST, most=MOST
            )
        if melodies * first.bars > MOST_BARS:
            raise InvalidInput(
                "A worksheet has at most %(most)s bars in all: take fewer or shorter melodies.",
                most=MOST_BARS,
            )
        return cls(tuple(_numbered(first, number) for number in range(melodies)))

    @property
    def title(self) -> str:
        """What stands above both sheets."""
        return self.recipes[0].name

    def print(
        self, maker: MelodyMaker, footline: str, naming: Naming, step: Step = nothing
    ) -> bytes:
        """Return the melodies under their numbers, as PDF; raises ``MelodieError``.

        ``step`` is called after each that is composed.
        """
        services, options = maker.services, maker.options.get()
        with maker.working():
            scores: tuple[Score, ...] = ()
            try:
                for recipe in self.recipes:
                    scores += (compose(recipe, options, services, naming),)
                    step()
            except RequestRefused as refused:
                raise blame(refused, self.recipes[0]) from refused
            wanted = WorksheetRequest(
                title=self.title,
                scores=scores,
                footline=footline,
                paper=self._paper,
                chord_symbols=symbols_of(self.recipes[0].chord_symbols),
            )
            with maker.limits.engraved_files.take():
                return services.print_worksheet(wanted)

    def print_answers(self, maker: MelodyMaker, lines: tuple[tuple[str, str], ...]) -> bytes:
        """Return the sheet that tells which melodies they are, line by line, as PDF."""
        told = tuple(ListLine(text=text, end=end) for text, end in lines)
        wanted = ListRequest(title=self.title, lines=told, paper=self._paper)
        with maker.limits.overall.enter(), maker.limits.engraved_files.take():
            return maker.services.print_list(wanted)

    @property
    def _paper(self) -> Paper:
        return paper_of(self.recipes[0].paper)


def _numbered(first: Recipe, number: int) -> Recipe:
    return first.model_copy(update={"seed": (first.seed + number) % (MAX_SEED + 1)})
