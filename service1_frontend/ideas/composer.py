"""Short ideas composed: a wall of eight, no two alike, or one alone.

None of it is recorded and none of it goes through LilyPond: an idea is composed again
from its source whenever it is asked for, and what was asked for a moment ago is at hand.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Final

from melodie.contract import ScoreRequest
from melodie.errors import InvalidInput, RequestRefused, UpstreamError
from melodie.formats import BY_EXTENSION, Format
from melodie.score import Score
from service1_frontend.ideas.arriving import taken_ahead
from service1_frontend.ideas.choosing import chosen
from service1_frontend.ideas.likings import next_score
from service1_frontend.ideas.sources import Idea, Source
from service1_frontend.ideas.wall import Wall
from service1_frontend.library.contents import InMemory
from service1_frontend.making.accompanying import accompanied_if_it_can_be
from service1_frontend.making.composing import Naming, compose
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.making.recent import Recent
from service1_frontend.making.rendering import rendered, rendered_at_once
from service1_frontend.recipes.blame import blame
from service1_frontend.recipes.layouts import layout_of
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.recipes.symbols import symbols_of
from service1_frontend.services import Services
from service1_frontend.variations.tune import Tune

AT_ONCE: Final = 3
"""Ideas that are composed at a time: more of them keep each other waiting, and a browser too."""

AT_HAND: Final = 512
AT_HAND_SECONDS: Final = 120.0
"""Ideas that are kept at hand, for as long as people look at a wall; 25 kB each."""

SOUNDS_AT_HAND: Final = 16
"""Files of ideas that are kept at hand, for a player asks for one in several parts."""

PICTURE_SECONDS: Final = 2.0
"""How long an idea waits for its picture, before it is shown without one."""

PICTURE: Final = BY_EXTENSION["svg"]


class Ideas:
    """Composes ideas, several in parallel; shared by all threads."""

    def __init__(self, services: Services, limits: ConcurrencyLimits) -> None:
        self._services = services
        quick = services.lilypond.within(PICTURE_SECONDS)
        self._drawing = replace(services, lilypond=quick)
        self._limits = limits
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ideas")
        self._walls = ThreadPoolExecutor(thread_name_prefix="walls")
        self._ideas: Recent[tuple[Source, str], Idea] = Recent(AT_HAND, AT_HAND_SECONDS)
        self._files: Recent[tuple[Source, tuple[str, str], str], InMemory] = Recent(
            SOUNDS_AT_HAND, AT_HAND_SECONDS
        )

    def wall(
        self, wanted: Wall, asked: RecipeRequest, options: Options, naming: Naming
    ) -> Iterator[Idea]:
        """Return the ideas of a wall as they come, the first of which is there.

        There are fewer than eight where the recipe has no more to give. Raises ``InvalidInput``
        for what was ``asked`` and cannot be, ``Busy``, or an ``UpstreamError``; whoever takes
        the others may get one of these as well.
        """
        found = chosen(wanted, partial(self._in_order, options=options, naming=naming))
        with ExitStack() as held:
            held.enter_context(self._limits.overall.enter())
            held.enter_context(self._limits.walls.enter())
            held.enter_context(self._limits.ideas.take())
            try:
                first = next(found)
            except RequestRefused as refused:
                raise blame(refused, asked) from refused
            return chain([first], taken_ahead(self._walls, found, held.pop_all()))

    def idea(self, source: Source, options: Options, naming: Naming) -> Idea:
        """Return one idea; raises as ``wall`` does."""
        with self._limits.overall.enter(), self._limits.ideas.take():
            try:
                return self._idea(source, options, naming)
            except RequestRefused as refused:
                raise blame(refused, source.recipe) from refused

    def file(self, idea: Idea, file_format: Format) -> InMemory:
        """Return a file of an idea; raises ``Busy`` or an ``UpstreamError``."""
        words = (idea.score.title, idea.score.instrument.name)
        key = (idea.source, words, file_format.extension)
        found = self._files.get(key)
        if found is None:
            wanted = _request(idea.source, idea.score, file_format)
            found = rendered(wanted, file_format, self._services, self._limits)
            self._files.put(key, found)
        return found

    def _in_order(
        self, sources: Sequence[Source], *, options: Options, naming: Naming
    ) -> Iterator[Idea | None]:
        """Compose in parallel, but for the first: it is shown first, or others are made of it."""
        for some in (sources[:1], sources[1:]):
            # Each in a copy of the context, which tells in the log whose request it is.
            begun = [
                self._pool.submit(copy_context().run, self._if_any, source, options, naming)
                for source in some
            ]
            yield from (future.result() for future in begun)

    def _if_any(self, source: Source, options: Options, naming: Naming) -> Idea | None:
        """Return an idea, None where there is nothing new that is so much like another."""
        try:
            return self._idea(source, options, naming)
        except InvalidInput:
            if not source.steps:
                raise
            return None

    def _idea(self, source: Source, options: Options, naming: Naming) -> Idea:
        player = naming(options.instrument(source.recipe.instrument))
        found = self._ideas.get((source, player))
        if found is None:
            score = self._score(source, options, naming)
            found = Idea(source, score, self._drawn(source, score))
            if found.picture:
                self._ideas.put((source, player), found)
        return found

    def _score(self, source: Source, options: Options, naming: Naming) -> Score:
        if not source.steps:
            return compose(source.recipe, options, self._services, naming)
        before = self._idea(source.before, options, naming)
        score = next_score(Tune(before.score, source.recipe, options), source, self._services)
        return accompanied_if_it_can_be(score, source.recipe, self._services)

    def _drawn(self, source: Source, score: Score) -> bytes | None:
        try:
            wanted = _request(source, score, PICTURE)
            return rendered_at_once(wanted, PICTURE, self._drawing).content
        except UpstreamError:
            return None


def _request(source: Source, score: Score, file_format: Format) -> ScoreRequest:
    return ScoreRequest(
        score=score,
        screen="narrow",
        chord_symbols=symbols_of(source.recipe.chord_symbols),
        fragment=file_format is PICTURE,
        layout=layout_of(source.recipe.layout),
    )
