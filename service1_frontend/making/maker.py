"""Makes melodies, records them, and begins their files before they are asked for."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple, get_args

from melodie.contract import USUAL_EXPRESSION, Screen
from melodie.errors import MelodieError, RequestRefused
from melodie.formats import BY_EXTENSION, SOUNDS, Format
from melodie.score import Score
from service1_frontend.library.change import Change
from service1_frontend.library.contents import Content
from service1_frontend.library.file_cache import FileCache
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.making.background import BackgroundPool
from service1_frontend.making.composing import Naming, compose, in_english
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.making.file_request import FileRequest
from service1_frontend.making.files import Files
from service1_frontend.making.recent import Recent
from service1_frontend.making.sounds import Sounds
from service1_frontend.recipes.blame import blame
from service1_frontend.recipes.completing import complete
from service1_frontend.recipes.options import Options, gather
from service1_frontend.recipes.options_cache import OptionsCache
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings

MAX_FOOTLINE: Final = 200

PICTURE: Final = BY_EXTENSION["svg"]
"""What a melody's page shows first."""

PAPER: Final = BY_EXTENSION["pdf"]
"""What takes longest of all that is usually wanted."""

SCREENS: Final[tuple[Screen, ...]] = get_args(Screen)
"""What there are pictures for; every page holds that for the first, from which it prints."""

PICTURE_SECONDS: Final = 2.0
"""How long a page waits for its picture before it says that it comes later."""

PageAddress = Callable[[str], str | None]
"""Gives the address of a melody's page, from its id; None where it is not known for good."""


Title = Callable[[Recipe, Options], str]
"""Names a melody by what it is made from."""


class BackgroundPools(NamedTuple):
    """The threads that make files before anybody asks for them."""

    pictures: BackgroundPool
    paper: BackgroundPool


@dataclass(frozen=True, slots=True)
class MelodyMaker:
    """Everything that making a melody takes; shared by all threads."""

    services: Services
    options: OptionsCache[Options]
    library: Library
    files: Files
    sounds: Sounds
    limits: ConcurrencyLimits
    pools: BackgroundPools
    address: PageAddress
    recent: Recent[str, Melody] = field(default_factory=Recent)

    def make(
        self,
        wanted: RecipeRequest,
        *,
        to_be_seen: bool = False,
        naming: Naming = in_english,
        title: Title | None = None,
    ) -> Melody:
        """Compose a melody and record it; its paper is begun and not waited for.

        Where it is ``to_be_seen`` at once, its picture is drawn while it is being recorded.
        Where nobody has chosen a name, ``title`` gives it one.
        Raises ``InvalidInput``, ``Busy``, an ``UpstreamError`` or ``StoreUnavailable``.
        """
        with self.working():
            options = self.options.get()
            recipe = complete(wanted, options)
            if title:
                recipe = recipe.model_copy(update={"name": title(recipe, options)})
            try:
                score = compose(recipe, options, self.services, naming)
            except RequestRefused as refused:
                raise blame(refused, wanted) from refused
            return self.record(Melody.of(recipe, score), to_be_seen=to_be_seen)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold a place among the requests that compose; raises ``Busy`` where none is free."""
        with self.limits.overall.enter(), self.limits.composing.take():
            yield

    def record_variation(
        self,
        parent: Melody,
        score: Score,
        change: Change,
        recipe: Recipe | None = None,
        *,
        to_be_seen: bool = False,
    ) -> Melody:
        """Record what was made of a melody as one of its own, and return that; nothing is lost.

        ``recipe`` is what it is made from now, where that is not what the parent is. Call it
        while ``working``. Raises ``StoreUnavailable``.
        """
        melody = Melody.of(recipe or parent.recipe, score, parent.id, change.as_json())
        return self.record(melody, to_be_seen=to_be_seen)

    def record(self, melody: Melody, *, to_be_seen: bool = False) -> Melody:
        """Record a melody that was composed before; its files are begun as ``make`` does.

        Raises ``StoreUnavailable``.
        """
        picture = self.file_request(melody, PICTURE)
        drawing = self._draw(picture) if to_be_seen else None
        self.library.save(melody)
        self.recent.put(melody.id, melody)
        paper = partial(self.files.get, self.file_request(melody, PAPER))
        if drawing:
            drawing.add_done_callback(partial(self._keep, picture))
            # The page waits for its picture, and both would share the processors.
            drawing.add_done_callback(lambda _: self.pools.paper.submit(paper))
        else:
            self.pools.paper.submit(paper)
        return melody

    def find(self, melody_id: str) -> Melody:
        """Return a melody; raises ``NotFound`` if there is none of this id."""
        found = self.recent.get(melody_id)
        if found is None:
            found = self.library.find(melody_id)
            self.recent.put(melody_id, found)
        return found

    def file_request(
        self,
        melody: Melody,
        file_format: Format,
        screen: Screen = "wide",
        expression: int = USUAL_EXPRESSION,
    ) -> FileRequest:
        """Name a file: ``screen`` is what a picture in SVG is for, ``expression`` is of sound."""
        # What was made of another melody does not come of its recipe's seed.
        seed = None if melody.parent_id else f"seed {melody.recipe.seed}"
        said = (self.address(melody.id), seed)
        footline = " · ".join(part for part in said if part)
        screen = screen if file_format == PICTURE else "wide"
        if file_format.extension not in SOUNDS:
            expression = USUAL_EXPRESSION
        return FileRequest(melody, file_format, footline[:MAX_FOOTLINE], screen, expression)

    def picture(
        self, melody: Melody, screen: Screen = "wide", seconds: float = PICTURE_SECONDS
    ) -> Content | None:
        """Return the picture, waiting for it for so long, or None where it comes later."""
        wanted = self.file_request(melody, PICTURE, screen)
        being_made = self.files.being_made(wanted)
        try:
            if being_made:
                return being_made.result(seconds)
            if found := self.files.find(wanted):
                return found
            begun = self._draw(wanted)
            if begun is None:
                return None
            begun.add_done_callback(partial(self._keep, wanted))
            return begun.result(seconds)
        except (TimeoutError, MelodieError):
            return None

    def _draw(self, picture: FileRequest) -> Future[Content | None] | None:
        return self.pools.pictures.submit(lambda: self.files.make(picture))

    def _keep(self, picture: FileRequest, drawn: Future[Content | None]) -> None:
        """Keep a picture once it is drawn, which nobody waits for."""
        if (made := drawn.result()) is not None:
            self.pools.pictures.submit(lambda: self.files.keep(picture, made))


def build_maker(
    settings: FrontendSettings,
    services: Services,
    library: Library,
    address: PageAddress,
    *,
    threads: int,
) -> MelodyMaker:
    """Put together all that making a melody takes; starts nothing and sends no request yet.

    ``threads`` is how many requests the server takes at a time.
    """
    limits = ConcurrencyLimits(threads, settings.engrave_timeout)
    cache = FileCache(settings.file_cache_mb << 20)
    return MelodyMaker(
        services=services,
        options=OptionsCache(lambda: gather(services), seconds=settings.options_seconds),
        library=library,
        files=Files(services, library, cache, limits, seconds=settings.engrave_timeout),
        sounds=Sounds(services, cache, limits, seconds=settings.engrave_timeout),
        limits=limits,
        pools=BackgroundPools(pictures=BackgroundPool(2), paper=BackgroundPool(1)),
        address=address,
    )
