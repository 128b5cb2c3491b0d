"""Phrases shown in the score, by breath marks between them or by slurs over them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from melodie.contract import Message, RhythmBar
from melodie.score import Bar, Event

NO_PHRASING: Final = "none"

Phrase = tuple[int, int]
"""The first event of a phrase that sounds, and the last, counted through the whole melody."""

Marker = Callable[[list[Event], Sequence[Phrase]], None]


class PhrasingChoice(Message):
    """A way to show phrases."""

    id: str
    name: str
    description: str


PHRASINGS: Final = (
    PhrasingChoice(id=NO_PHRASING, name="None", description="Phrases are not marked."),
    PhrasingChoice(
        id="breaths",
        name="Breath marks",
        description="A comma between two phrases, where no rest parts them.",
    ),
    PhrasingChoice(
        id="slurs",
        name="Slurs",
        description="A slur over every phrase, from its first note to its last.",
    ),
)
"""What a recipe can ask for; the first is the default."""


def with_phrasing(
    bars: tuple[Bar, ...], rhythm: Sequence[RhythmBar], phrasing: str
) -> tuple[Bar, ...]:
    """Mark the phrases that the rhythm tells of in ``bars``, the score's bars of it.

    The notes stay as they are. Raises ``ValueError`` where a phrase ends with a
    note that the rhythm does not have. What follows the last end of a phrase that is
    told, as in a melody of pure dice, is no phrase and is not marked.
    """
    mark = MARKERS.get(phrasing)
    if mark is None:
        return bars
    events = [event for bar in bars for event in bar.events]
    mark(events, phrases(events, rhythm))
    marked = iter(events)
    return tuple(replace(bar, events=tuple(next(marked) for _ in bar.events)) for bar in bars)


def phrases(events: Sequence[Event], rhythm: Sequence[RhythmBar]) -> list[Phrase]:
    """Return every phrase in which something sounds; rests around it are not part of it."""
    found: list[Phrase] = []
    start = 0
    for last in _ends(rhythm):
        end = _end_of_note(events, last)
        sounding = [index for index in range(start, end) if events[index].pitch is not None]
        if sounding:
            found.append((sounding[0], sounding[-1]))
        start = end
    return found


def _ends(rhythm: Sequence[RhythmBar]) -> Iterator[int]:
    """Yield where the last note of each phrase begins."""
    start = 0
    for bar in rhythm:
        if bar.phrase_end is not None:
            if bar.phrase_end.event >= len(bar.events):
                raise ValueError("a phrase ends with a note that is not there")
            yield start + bar.phrase_end.event
        start += len(bar.events)


def _end_of_note(events: Sequence[Event], index: int) -> int:
    """Return where the event after a note stands, and after all that is tied to it."""
    while events[index].tie and index + 1 < len(events):
        index += 1
    return index + 1


def _mark_breaths(events: list[Event], told: Sequence[Phrase]) -> None:
    for _, last in told:
        # A rest is a breath of its own, and after the end nobody needs one.
        if last + 1 < len(events) and events[last + 1].pitch is not None:
            events[last] = replace(events[last], breath=True)


def _mark_slurs(events: list[Event], told: Sequence[Phrase]) -> None:
    for first, last in told:
        if _end_of_note(events, first) <= last:
            events[first] = replace(events[first], slur="start")
            events[last] = replace(events[last], slur="stop")


MARKERS: Final[Mapping[str, Marker]] = {"breaths": _mark_breaths, "slurs": _mark_slurs}
