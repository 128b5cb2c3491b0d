"""Which of the ideas that were composed stand on a wall."""

from melodie.sounding import sounding_notes
from service1_frontend.ideas.sources import Idea


class Chosen:
    """Ideas no two of which are alike; those that share a rhythm or a line only to fill up.

    Where it is not ``choosy``, they may share either.
    """

    def __init__(self, *, choosy: bool) -> None:
        self._choosy = choosy
        self._known: set[object] = set()
        self._parts: set[object] = set()
        self.unlike: list[Idea] = []
        self._half_alike: list[Idea] = []

    @property
    def all(self) -> list[Idea]:
        """Those that share nothing first."""
        return self.unlike + self._half_alike

    def add(self, idea: Idea) -> None:
        """Take an idea, unless it is like another."""
        notes = sounding_notes(idea.score)
        rhythm = tuple((note.onset, note.duration) for note in notes)
        line = tuple(note.pitch for note in notes)
        if (rhythm, line) in self._known:
            return
        parts = {("rhythm", rhythm), ("line", line)}
        shared = self._choosy and parts & self._parts
        self._known.add((rhythm, line))
        self._parts |= parts
        (self._half_alike if shared else self.unlike).append(idea)
