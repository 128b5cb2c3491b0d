"""The studio: where a melody is made, and its files are had; knows no HTTP and no SQL."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from melodie.contract import ScoreRequest, Screen
from melodie.errors import StoreUnavailable
from melodie.formats import BY_EXTENSION, Format
from service1_frontend.composing import compose
from service1_frontend.melodies import Library, Melody
from service1_frontend.recipes import RecipeRequest, complete
from service1_frontend.services import Services
from service1_frontend.shelf import OptionsShelf

RECORDED: Final = ("pdf", "mid")
"""Rendered and recorded with the melody itself, before anybody is told of it."""

REMADE: Final = frozenset({"wav", "zip"})
"""Too large to keep: made for whoever asks."""

MAX_FOOTLINE: Final = 200

Address = Callable[[str], str]
"""Gives the address of a melody's page, from its id."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything that making a melody takes; shared by all threads."""

    services: Services
    options: OptionsShelf
    library: Library
    address: Address

    def make(self, wanted: RecipeRequest) -> Melody:
        """Compose a melody, engrave it and record it: all of it, or nothing.

        Raises ``InvalidInput``, an ``UpstreamError`` or ``StoreUnavailable``.
        """
        options = self.options.get()
        recipe = complete(wanted, options)
        melody = Melody.of(recipe, compose(recipe, options, self.services))
        files = {kind: self._render(melody, BY_EXTENSION[kind]) for kind in RECORDED}
        self.library.save(melody, files)
        return melody

    def file(self, melody: Melody, file_format: Format, screen: Screen = "wide") -> bytes:
        """Return a file of a melody: as it is kept, or made again from the score.

        ``screen`` is what a picture in SVG is for, and nothing to other files.
        """
        if file_format.extension in REMADE:
            return self._render(melody, file_format)
        kept = self.library.file(melody.id, _kept_as(file_format, screen))
        return kept if kept is not None else self._render_and_keep(melody, file_format, screen)

    def _render_and_keep(self, melody: Melody, file_format: Format, screen: Screen) -> bytes:
        content = self._render(melody, file_format, screen)
        try:
            self.library.keep(melody.id, _kept_as(file_format, screen), content)
        except StoreUnavailable as error:
            # Whoever waits for the file gets it; the next one renders it again.
            log.warning("a file was not kept", exc_info=error)
        return content

    def _render(self, melody: Melody, file_format: Format, screen: Screen = "wide") -> bytes:
        footline = f"{self.address(melody.id)} · seed {melody.recipe.seed}"
        request = ScoreRequest(score=melody.score, footline=footline[:MAX_FOOTLINE], screen=screen)
        return self.services.render(request, file_format)


def _kept_as(file_format: Format, screen: Screen) -> str:
    """Tell the pictures of one melody apart."""
    extension = file_format.extension
    return f"{screen}.{extension}" if (extension, screen) == ("svg", "narrow") else extension
