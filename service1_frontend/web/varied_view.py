"""What a melody's page shows of how it was varied and can be."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from flask import url_for

from melodie.errors import StoreUnavailable
from melodie.formats import file_name
from service1_frontend.library.change import Change
from service1_frontend.library.families import Relative
from service1_frontend.library.melody import Melody
from service1_frontend.making.accompanying import has_chords
from service1_frontend.variations.asked import bar_numbers, ending
from service1_frontend.variations.family import Family, family_of
from service1_frontend.web.app_state import families
from service1_frontend.web.locks import Along, along
from service1_frontend.web.wording.changes import bar_name, bars_in_words, change_in_words
from service1_frontend.web.wording.notes import with_signs

LINE: Final = 4
"""Bars on a line of the picture."""


class BarBox(NamedTuple):
    """A bar that can be locked."""

    number: int
    name: str
    locked: bool


class MemberView(NamedTuple):
    """A member of the family, as it is drawn."""

    id: str
    path: str
    picture: str
    name: str
    words: str
    depth: int
    here: bool
    on_the_way: bool
    made_at: datetime


class VariationsView(NamedTuple):
    """What the page says of variations."""

    bars: list[BarBox]
    along: Along
    """What takes the locks along to another page."""
    ending: str
    has_chords: bool
    notes: list[tuple[str, list[tuple[int, str]]]]
    """Bar by bar, the number and the name of each note."""
    made_by: str | None
    way: Sequence[Change | None]
    """How it came about from the first of its family on, as far as is known."""
    undo: MemberView | None
    redo: MemberView | None
    family: list[MemberView]
    """Empty where it is not known now."""


def variations_view(melody: Melody, locked: Collection[int] | None = None) -> VariationsView:
    """Return what the page of ``melody`` shows; ``locked`` are the numbers of bars, if typed."""
    numbers = bar_numbers(melody.score)
    change = Change.read(melody.change)
    kept = set(numbers) & set(locked if locked is not None else change.locked if change else ())
    taken = along(kept if kept or locked is not None else None)
    family = _family(melody)
    return VariationsView(
        bars=[BarBox(number, bar_name(number), number in kept) for number in numbers],
        along=taken,
        ending=bars_in_words([numbers[index] for index in ending(melody.score)]),
        has_chords=has_chords(melody.score),
        notes=_notes(melody),
        made_by=change_in_words(change) if melody.parent_id else None,
        way=[one.relative.change for one in family.members if one.on_the_way] or [change],
        undo=_member(family.undo, taken) if family.undo else None,
        redo=_member(family.redo, taken) if family.redo else None,
        family=[
            _member(one.relative, taken, one.depth, here=one.here, on_the_way=one.on_the_way)
            for one in family.members
        ],
    )


def _notes(melody: Melody) -> list[tuple[str, list[tuple[int, str]]]]:
    first = bar_numbers(melody.score)[0]
    by_bar: dict[int, list[tuple[int, str]]] = {}
    for note in melody.notes:
        named = note.number, with_signs(str(note.pitch))
        by_bar.setdefault(note.bar + first, []).append(named)
    return [(bar_name(number), notes) for number, notes in by_bar.items()]


def _family(melody: Melody) -> Family:
    try:
        return family_of(melody.id, families().of(melody.id))
    except StoreUnavailable:
        return Family((), None, None)


def _member(
    one: Relative, taken: Along, depth: int = 0, *, here: bool = False, on_the_way: bool = False
) -> MemberView:
    change = one.change
    picture = url_for("files.file", melody_id=one.id, name=file_name(one.name or "x", "svg"))
    return MemberView(
        id=one.id,
        path=url_for("melodies.melody", melody_id=one.id, **taken),
        picture=f"{picture}#system-{_line(change)}",
        name=one.name,
        words=change_in_words(change),
        depth=depth,
        here=here,
        on_the_way=on_the_way,
        made_at=one.made_at,
    )


def _line(change: Change | None) -> int:
    """Return the line of a picture in which most was changed, counted from 1."""
    lines = [(number - 1) // LINE + 1 for number in (change.bars if change else ()) if number]
    return max(set(lines), key=lambda line: (lines.count(line), -line), default=1)
