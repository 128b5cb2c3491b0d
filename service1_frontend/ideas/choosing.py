"""Which of the ideas that were composed stand on a wall."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from melodie.sounding import sounding_notes
from service1_frontend.ideas.sources import Idea, Source
from service1_frontend.ideas.wall import IDEAS, Wall

ROUNDS: Final = 4
"""How often what is alike is drawn again: a recipe may hold fewer ideas than a wall shows."""

Compose = Callable[[Sequence[Source]], Iterable[Idea | None]]
"""Composes ideas, in the order of their sources; None where there is nothing new."""


def chosen(wanted: Wall, compose: Compose) -> Iterator[Idea]:
    """Yield the ideas of a wall, each as soon as it is sure to stand there.

    There are fewer than eight where the recipe has no more to give.
    """
    found = _Chosen(choosy=wanted.like is None)
    sources = wanted.sources()
    for drawn in range(1, ROUNDS + 1):
        batch = list(islice(sources, IDEAS - len(found.unlike)))
        yield from found.those_unlike(compose(batch))
        if len(found.unlike) == IDEAS or (drawn > 1 and found.count >= IDEAS):
            break
    further = wanted.further() if wanted.like else iter(())
    while batch := list(islice(further, max(0, IDEAS - found.count))):
        yield from found.those_unlike(compose(batch))
    yield from found.half_alike[: IDEAS - len(found.unlike)]


class _Chosen:
    """Ideas no two of which are alike; those that share a rhythm or a line only to fill up.

    Where it is not ``choosy``, they may share either.
    """

    def __init__(self, *, choosy: bool) -> None:
        self._choosy = choosy
        self._known: set[object] = set()
        self._parts: set[object] = set()
        self.unlike: list[Idea] = []
        self.half_alike: list[Idea] = []

    @property
    def count(self) -> int:
        """How many there are, half alike or not."""
        return len(self.unlike) + len(self.half_alike)

    def those_unlike(self, ideas: Iterable[Idea | None]) -> Iterator[Idea]:
        """Take ideas, and yield those that share nothing with any before them."""
        for idea in ideas:
            if idea and self._add(idea):
                yield idea

    def _add(self, idea: Idea) -> bool:
        """Take an idea, unless it is like another; tell whether it shares nothing with any."""
        notes = sounding_notes(idea.score)
        rhythm = tuple((note.onset, note.duration) for note in notes)
        line = tuple(note.pitch for note in notes)
        if (rhythm, line) in self._known:
            return False
        parts = {("rhythm", rhythm), ("line", line)}
        shared = self._choosy and parts & self._parts
        self._known.add((rhythm, line))
        self._parts |= parts
        (self.half_alike if shared else self.unlike).append(idea)
        return not shared
