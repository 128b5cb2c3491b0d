"""The pitches of a bar in another rhythm: in their order, each as far as there is a note for it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from melodie.contract import RhythmBar
from melodie.event import Event
from melodie.score import Bar


class Sung(NamedTuple):
    """One note of a bar: its first event, and how long it is held in this bar."""

    event: Event
    length: Fraction


def sung(events: Sequence[Event], *, held: bool = False) -> list[Sung]:
    """Return the notes that begin in a bar; ``held`` says that one goes on from before it."""
    notes: list[Sung] = []
    for event in events:
        if event.pitch is not None and not held:
            notes.append(Sung(event, event.duration))
        elif event.pitch is not None and notes:
            notes[-1] = notes[-1]._replace(length=notes[-1].length + event.duration)
        held = event.tie
    return notes


def refitted(bar: Bar, rhythm: RhythmBar, before: Event | None, *, held: bool) -> Bar:
    """Return ``rhythm`` with the pitches of ``bar``, and with its chords.

    ``before`` is the event before it now, and ``held`` says that one went on into ``bar``.
    Where there are fewer notes now, the shortest give way, and never the first or the last;
    where there are more, the longest are said again.
    """
    goes_on = before is not None and before.tie
    struck = _struck(rhythm, goes_on=goes_on)
    notes = [note.event for note in fitted(sung(bar.events, held=held), sum(struck))]
    events: list[Event] = []
    current, waiting = before, iter(notes)
    for event, strikes in zip(rhythm.events, struck, strict=True):
        current = next(waiting) if strikes else current
        silent = event.rest or current is None
        events.append(
            Event(
                None if silent or current is None else current.pitch,
                event.duration,
                event.tie and not silent,
                event.tuplet,
                foreign=bool(current and current.foreign and not silent),
            )
        )
    return Bar(tuple(events), bar.pickup, rhythm.form, bar.chords)


def fitted(notes: Sequence[Sung], count: int) -> list[Sung]:
    """Return ``count`` notes in the order of ``notes``: some left out, or some said again."""
    found = list(notes)
    while len(found) > max(count, 0):
        inner = range(1, len(found) - 1) if count > 1 and len(found) > 2 else range(1, len(found))
        if not inner:
            return found[:count]
        del found[min(inner, key=lambda n: found[n].length)]
    while found and len(found) < count:
        longest = max(range(len(found)), key=lambda n: found[n].length)
        half = found[longest]._replace(length=found[longest].length / 2)
        found[longest : longest + 1] = [half, half]
    return found


def _struck(rhythm: RhythmBar, *, goes_on: bool) -> list[bool]:
    """Say of every event whether a note begins with it."""
    struck = []
    for event in rhythm.events:
        struck.append(not event.rest and not goes_on)
        goes_on = event.tie and not event.rest
    return struck
