"""The studio: where a melody is made and recorded; knows no HTTP and no SQL."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from melodie.contract import Screen
from melodie.formats import BY_EXTENSION, Format
from service1_frontend.background import BackgroundPool
from service1_frontend.composing import compose
from service1_frontend.concurrency import Limits
from service1_frontend.file_cache import FileCache
from service1_frontend.files import Files, Wanted
from service1_frontend.melodies import Library, Melody
from service1_frontend.options import gather
from service1_frontend.recipes import RecipeRequest, complete
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings
from service1_frontend.shelf import OptionsShelf

MAX_FOOTLINE: Final = 200

PICTURE: Final = BY_EXTENSION["svg"]
"""What a melody's page shows first."""

PAPER: Final = BY_EXTENSION["pdf"]
"""What takes longest of all that is usually wanted."""

SYSTEM_VIEW: Final = b'<view id="system-'
"""In a picture, what lets a system be shown alone: ``score.svg#system-1`` is the first."""

PICTURE_SECONDS: Final = 2.0
"""How long a page waits for its picture before it says that it comes later."""

Address = Callable[[str], str | None]
"""Gives the address of a melody's page, from its id; None where it is not known for good."""


class Ahead(NamedTuple):
    """Who makes files before anybody asks for them."""

    pictures: BackgroundPool
    paper: BackgroundPool


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything that making a melody takes; shared by all threads."""

    services: Services
    options: OptionsShelf
    library: Library
    files: Files
    limits: Limits
    ahead: Ahead
    address: Address

    def make(self, wanted: RecipeRequest, *, to_be_seen: bool = False) -> Melody:
        """Compose a melody and record it; its paper is begun and not waited for.

        Its picture too where it is ``to_be_seen`` at once. Raises
        ``InvalidInput``, ``Busy``, an ``UpstreamError`` or ``StoreUnavailable``.
        """
        with self.limits.everybody.enter(), self.limits.composing.take():
            options = self.options.get()
            recipe = complete(wanted, options)
            melody = Melody.of(recipe, compose(recipe, options, self.services))
            self.library.save(melody)
        paper = partial(self._begin, self.ahead.paper, self.wanted(melody, PAPER))
        picture = self.wanted(melody, PICTURE)
        begun = self._begin(self.ahead.pictures, picture) if to_be_seen else None
        if begun is None:
            paper()
        else:
            # The page waits for its picture, and both together would share the processors.
            begun.add_done_callback(lambda _: paper())
        return melody

    def wanted(self, melody: Melody, file_format: Format, screen: Screen = "wide") -> Wanted:
        """Name a file of a melody; ``screen`` is what a picture in SVG is for."""
        said = (self.address(melody.id), f"seed {melody.recipe.seed}")
        footline = " · ".join(part for part in said if part)
        screen = screen if file_format == PICTURE else "wide"
        return Wanted(melody, file_format, footline[:MAX_FOOTLINE], screen)

    def can_show(self, melody: Melody, seconds: float = PICTURE_SECONDS) -> bool:
        """Say whether the picture is there; waits for it for so long."""
        wanted = self.wanted(melody, PICTURE)
        if self.files.made(wanted):
            return True
        begun = self._begin(self.ahead.pictures, wanted)
        try:
            return begun is not None and begun.result(seconds)
        except TimeoutError:
            return False

    def systems(self, melody: Melody) -> int:
        """Return how many systems its picture shows one by one; 0 where that is not known."""
        picture = self.files.find(self.wanted(melody, PICTURE))
        if picture is None:
            return 0
        with picture.open() as content:
            return content.read().count(SYSTEM_VIEW)

    def _begin(self, pool: BackgroundPool, wanted: Wanted) -> Future[bool] | None:
        return pool.submit(lambda: self.files.get(wanted))


def open_studio(
    settings: FrontendSettings,
    services: Services,
    library: Library,
    address: Address,
    *,
    threads: int,
) -> Studio:
    """Put together all that making a melody takes; starts nothing and asks nobody yet.

    ``threads`` is how many requests the server takes at a time.
    """
    limits = Limits(threads, settings.engrave_timeout)
    cache = FileCache(settings.file_cache_mb << 20)
    return Studio(
        services=services,
        options=OptionsShelf(lambda: gather(services), seconds=settings.options_seconds),
        library=library,
        files=Files(services, library, cache, limits, seconds=settings.engrave_timeout),
        limits=limits,
        ahead=Ahead(pictures=BackgroundPool(2), paper=BackgroundPool(1)),
        address=address,
    )
