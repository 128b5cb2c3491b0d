"""Rhythms as a score would hold them, all on one pitch."""

from melodie.contract import RhythmBar
from melodie.event import Event
from melodie.pitch import Pitch
from melodie.score import Bar

C4 = Pitch.parse("C4")


def written(bar: RhythmBar) -> Bar:
    """Raise ``ValueError`` unless the bar can be written down."""
    events = (
        Event(None if event.rest else C4, event.duration, event.tie, event.tuplet)
        for event in bar.events
    )
    return Bar(tuple(events), bar.pickup, bar.form)
