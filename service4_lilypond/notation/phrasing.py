"""Breath marks and slurs, on the first or the last head of a note that is written as several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from melodie.event import Slur
from melodie.sounding import SoundingNote
from service4_lilypond.notation.written import WrittenBar, WrittenEvent


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of a sounding note: a slur starts on its first head, the others go on its last."""

    starts: bool = False
    stops: bool = False
    breath: bool = False


def with_phrasing(
    written: Iterable[WrittenBar], notes: Iterable[SoundingNote]
) -> Iterator[WrittenBar]:
    """Yield the written bars with the marks that the sounding ``notes`` have."""
    marks = map(_marks, notes)
    current = _Marks()
    for bar in written:
        events = []
        for event in bar.events:
            if event.pitch is not None and not event.tied_from:
                current = next(marks)
            events.append(_marked(event, current))
        yield replace(bar, events=tuple(events))


def _marks(note: SoundingNote) -> _Marks:
    """Return the marks of all the events that ties make one note of."""
    return _Marks(
        starts=any(event.slur == "start" for event in note.events),
        stops=any(event.slur == "stop" for event in note.events),
        breath=any(event.breath for event in note.events),
    )


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
