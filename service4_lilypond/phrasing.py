"""Breath marks and slurs: on the first or the last head of a note that is written as several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from melodie.score import Bar, Slur
from service4_lilypond.written import WrittenBar, WrittenEvent


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a sounding note has; a slur starts with its first head, all else is of its last."""

    starts: bool = False
    stops: bool = False
    breath: bool = False


def with_phrasing(written: Iterable[WrittenBar], bars: Iterable[Bar]) -> Iterator[WrittenBar]:
    """Give the written notes the marks that the sounding ones have in ``bars``."""
    marks = iter(_marks(bars))
    current = _Marks()
    for bar in written:
        events = []
        for event in bar.events:
            if event.pitch is not None and not event.tied_from:
                current = next(marks)
            events.append(_marked(event, current))
        yield replace(bar, events=tuple(events))


def _marks(bars: Iterable[Bar]) -> list[_Marks]:
    """Return the marks of every sounding note: of all the events that ties make one."""
    found: list[_Marks] = []
    held = False
    for event in (event for bar in bars for event in bar.events if event.pitch):
        before = found.pop() if held else _Marks()
        found.append(
            _Marks(
                before.starts or event.slur == "start",
                before.stops or event.slur == "stop",
                before.breath or event.breath,
            )
        )
        held = event.tie
    return found


def _marked(event: WrittenEvent, marks: _Marks) -> WrittenEvent:
    if event.pitch is None or marks == _Marks():
        return event
    last = not event.tied_to
    slur: Slur | None = None
    if marks.starts and not event.tied_from:
        slur = "start"
    elif marks.stops and last:
        slur = "stop"
    return replace(event, slur=slur, breath=marks.breath and last)
