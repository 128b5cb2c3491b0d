"""Rhythms of every kind, told or not told what they are in the form."""

from fractions import Fraction

from hypothesis import strategies as st

from melodie.contract import RhythmBar, RhythmEvent
from melodie.form import BarForm, Cadence, PhraseEnd, Relation
from melodie.time_signature import TimeSignature

TIMES = (
    TimeSignature(4, 4, (2, 2)),
    TimeSignature(3, 4, (3,)),
    TimeSignature(6, 8, (3, 3)),
    TimeSignature(7, 8, (2, 2, 3)),
    TimeSignature(5, 4, (3, 2)),
    TimeSignature(3, 8, (3,)),
)
RELATIONS: tuple[Relation, ...] = (
    "literal", "moved", "head", "head_moved", "tail", "rhythm", "fragment",
)  # fmt: skip
CADENCES: tuple[Cadence | None, ...] = (None, None, "inner", "half", "section")
EIGHTH = Fraction(1, 8)
LENGTHS = tuple(map(Fraction, ("1/2", "1", "1", "2", "2", "4")))

Music = tuple[TimeSignature, tuple[RhythmBar, ...]]


@st.composite
def any_music(draw: st.DrawFn) -> Music:
    """Draw up to ten bars: rests, ties over barlines, an upbeat, answers to earlier bars."""
    time = draw(st.sampled_from(TIMES))
    count, told = draw(st.integers(1, 10)), draw(st.booleans())
    upbeat = draw(st.booleans())
    bars = [_bar(draw, EIGHTH * draw(st.integers(1, 2)), pickup=True)] if upbeat else []
    for place in range(count):
        bar = _bar(draw, time.bar_length)
        bars.append(_told(draw, bar, bars, place + upbeat, upbeat) if told else bar)
    last = bars[-1].events[-1]
    if last.tie:
        events = (*bars[-1].events[:-1], RhythmEvent(duration=last.duration))
        bars[-1] = bars[-1].model_copy(update={"events": events})
    return time, tuple(bars)


def _bar(draw: st.DrawFn, length: Fraction, *, pickup: bool = False) -> RhythmBar:
    events: list[RhythmEvent] = []
    while length:
        duration = min(length, EIGHTH * draw(st.sampled_from(LENGTHS)))
        rest, tie = draw(st.integers(0, 7)) == 0, draw(st.integers(0, 9)) == 0
        events.append(RhythmEvent(duration=duration, rest=rest, tie=tie and not rest))
        length -= duration
    return RhythmBar(events=tuple(events), pickup=pickup)


def _told(
    draw: st.DrawFn, bar: RhythmBar, bars: list[RhythmBar], number: int, first: int
) -> RhythmBar:
    cadence = draw(st.sampled_from(CADENCES))
    last = len(bar.events) - 1
    end = PhraseEnd(event=draw(st.integers(0, last)), cadence=cadence) if cadence else None
    answers = draw(st.integers(first, number - 1)) if number > first else None
    if answers is None or draw(st.booleans()):
        return bar.model_copy(update={"form": BarForm(phrase_end=end)})
    relation = draw(st.sampled_from(RELATIONS))
    events = bars[answers].events if relation == "literal" else bar.events
    if relation == "literal" and end and end.event >= len(events):
        end = None
    return RhythmBar(events=events, form=BarForm(relation, answers, phrase_end=end))
