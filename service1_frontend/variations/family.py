"""The family tree of a melody as it is drawn: one line for each member, branches set in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service1_frontend.library.families import Relative

DEEPEST: Final = 6
"""Branches within branches that are set in; what is deeper stands with these."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a family, ``depth`` branches off its trunk; ``here`` is the one looked at.

    ``on_the_way`` says that the one looked at was made from it.
    """

    relative: Relative
    depth: int
    here: bool
    on_the_way: bool


@dataclass(frozen=True, slots=True)
class Family:
    """The family tree of one melody: all members in the order in which they are drawn.

    ``undo`` is what the melody was made from, and ``redo`` what was made from it last; None
    where there is none that is known.
    """

    members: tuple[Member, ...]
    undo: Relative | None
    redo: Relative | None


def family_of(melody_id: str, relatives: Sequence[Relative]) -> Family:
    """Return the tree of ``relatives``, the oldest first, looked at from one of them.

    Everything stands below what it was made from; what was made last goes straight on, and
    what was made before that branches off.
    """
    known = {one.id: one for one in relatives}
    children = defaultdict[str | None, list[Relative]](list)
    for one in relatives:
        children[one.parent_id if one.parent_id in known else None].append(one)
    way = set(_way(melody_id, known))
    drawn = [
        Member(one, min(depth, DEEPEST), one.id == melody_id, one.id in way)
        for one, depth in _walked(children)
    ]
    here = known.get(melody_id)
    made = children.get(melody_id)
    return Family(
        members=tuple(drawn),
        undo=known.get(here.parent_id or "") if here else None,
        redo=made[-1] if made else None,
    )


def _walked(children: dict[str | None, list[Relative]]) -> Iterator[tuple[Relative, int]]:
    """Yield every member below its parent, with its depth; each branch before what goes on."""
    waiting = [(one, 0) for one in reversed(children[None])]
    while waiting:
        one, depth = waiting.pop()
        yield one, depth
        made = children.get(one.id, [])
        waiting += [(last, depth) for last in made[-1:]]
        waiting += [(branch, depth + 1) for branch in reversed(made[:-1])]


def _way(melody_id: str, known: dict[str, Relative]) -> Iterator[str]:
    one = known.get(melody_id)
    while one is not None:
        yield one.id
        one = known.get(one.parent_id or "")
