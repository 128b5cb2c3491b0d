"""The pitches of a bar in another rhythm, all of them and in their order."""

from collections.abc import Sequence
from dataclasses import replace

from melodie.contract import RhythmBar, RhythmEvent
from melodie.event import Event
from melodie.form import BarForm
from melodie.score import Bar


def sung(events: Sequence[Event], *, held: bool = False) -> list[Event]:
    """Return the notes that begin in a bar; ``held`` says that one goes on from before it."""
    notes: list[Event] = []
    for event in events:
        if event.pitch is not None and not held:
            notes.append(event)
        held = event.tie
    return notes


def refitted(
    bar: Bar, rhythm: RhythmBar, before: Event | None, *, held: bool, holds_on: bool
) -> Bar:
    """Return ``rhythm`` with the pitches of ``bar``, all of them in their order, and its chords.

    ``before`` is the event before it now, ``held`` says that one went on into ``bar``, and
    ``holds_on`` that its last note has to go on into the next one. A rhythm that does not
    have as many notes is not taken, and the bar's own stays.
    """
    notes = sung(bar.events, held=held)
    goes_on = before is not None and before.tie
    fits = sum(_struck(rhythm, goes_on=goes_on)) == len(notes)
    if not fits or (holds_on and rhythm.events[-1].rest):
        rhythm = _own(bar, rhythm.form, silent=held and not goes_on)
    struck = _struck(rhythm, goes_on=goes_on)
    events: list[Event] = []
    current, waiting = before, iter(notes)
    for event, strikes in zip(rhythm.events, struck, strict=True):
        current = next(waiting) if strikes else current
        events.append(_sounding(event, None if event.rest else current))
    last = events[-1]
    events[-1] = replace(last, tie=holds_on and last.pitch is not None)
    return Bar(tuple(events), bar.pickup, rhythm.form, bar.chords)


def _own(bar: Bar, form: BarForm | None, *, silent: bool) -> RhythmBar:
    """Return the rhythm of a bar; ``silent`` where nothing goes on into it any more."""
    events: list[RhythmEvent] = []
    for event in bar.events:
        rest = silent or event.pitch is None
        tie = event.tie and not rest
        events.append(RhythmEvent(duration=event.duration, rest=rest, tie=tie, tuplet=event.tuplet))
        silent = silent and event.tie
    end = bar.form.phrase_end if bar.form else None
    return RhythmBar(
        events=tuple(events),
        pickup=bar.pickup,
        form=replace(form, phrase_end=end) if form else None,
    )


def _sounding(event: RhythmEvent, note: Event | None) -> Event:
    """Return an event with the pitch of ``note``, a rest without one."""
    if note is None:
        return Event(None, event.duration, tuplet=event.tuplet)
    return Event(note.pitch, event.duration, event.tie, event.tuplet, foreign=note.foreign)


def _struck(rhythm: RhythmBar, *, goes_on: bool) -> list[bool]:
    """Say of every event whether a note begins with it."""
    struck = []
    for event in rhythm.events:
        struck.append(not event.rest and not goes_on)
        goes_on = event.tie and not event.rest
    return struck
