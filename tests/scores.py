"""Random valid scores, over everything that a score can hold.

``scores()`` is a hypothesis strategy; ``some_scores(count)`` gives the same
kind of score to tests that need many at once, such as one LilyPond run.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from random import Random
from typing import Any, Final, get_args

from hypothesis import strategies as st

from melodie.clef import Clef
from melodie.duration import Tuplet
from melodie.event import Event
from melodie.pitch import MODE_FIFTHS, Key, Pitch
from melodie.score import Bar, Instrument, Score
from melodie.tempo import Tempo
from tests.builders import time_signature

Choose = Callable[[Sequence[Any]], Any]
Span = tuple[Fraction, Tuplet | None]
"""The time an event takes, and the tuplet it belongs to."""

TIME_SIGNATURES: Final = (
    time_signature("4/4", 2, 2),
    time_signature("4/4", 1, 1, 1, 1),
    time_signature("3/4", 3),
    time_signature("3/4", 1, 1, 1),
    time_signature("2/4", 2),
    time_signature("2/4", 1, 1),
    time_signature("2/2", 1, 1),
    time_signature("2/2", 2),
    time_signature("3/2", 3),
    time_signature("5/4", 3, 2),
    time_signature("5/4", 2, 3),
    time_signature("3/8", 3),
    time_signature("5/8", 2, 3),
    time_signature("5/8", 3, 2),
    time_signature("6/8", 3, 3),
    time_signature("7/8", 2, 2, 3),
    time_signature("7/8", 2, 3, 2),
    time_signature("7/8", 3, 2, 2),
    time_signature("8/8", 3, 3, 2),
    time_signature("9/8", 3, 3, 3),
    time_signature("12/8", 3, 3, 3, 3),
    time_signature("7/16", 3, 4),
    time_signature("1/4", 1),
    time_signature("4/1", 4),
)
INSTRUMENTS: Final = tuple(
    Instrument(name, program, diatonic, chromatic)
    for name, program, diatonic, chromatic in (
        ("Piano", 0, 0, 0),
        ("Clarinet in B♭", 71, -1, -2),
        ("Alto saxophone", 65, -5, -9),
        ("Tenor saxophone", 66, -8, -14),
        ("Horn in F", 60, -4, -7),
        ("Clarinet in E♭", 71, 2, 3),
        ("Piccolo", 72, 7, 12),
        ("Double bass", 43, -7, -12),
    )
)
TONICS: Final = ("C", "C#", "Db", "D", "Eb", "E", "F", "F#", "Gb", "G", "Ab", "A", "Bb", "B")
TITLES: Final = ("A tune", "Mélodie № 1", 'Say "hi" \\ #{x}', "春の海", "לילה", "W" * 60)
TUPLETS: Final = (Tuplet(3, 2), Tuplet(5, 4))
TUPLET_UNITS: Final = (Fraction(1, 4), Fraction(1, 8), Fraction(1, 16), Fraction(1, 64))
PLAIN: Final = tuple(
    Fraction(*value)
    for value in (
        *((1, 4), (1, 8), (1, 8), (1, 16), (3, 8), (1, 2), (3, 16), (1, 32)),
        *((3, 4), (1, 128), (1, 1), (5, 8), (7, 16), (9, 8), (1, 256)),
    )
)


def some_scores(count: int, seed: int = 0) -> list[Score]:
    """``count`` random scores, always the same ones for the same ``seed``."""
    rng = Random(seed)  # noqa: S311 - a melody is no secret
    return [_score(rng.choice) for _ in range(count)]


@st.composite
def scores(draw: st.DrawFn) -> Score:
    """Any valid score of a few bars."""
    return _score(lambda options: draw(st.sampled_from(options)))


def _score(choose: Choose) -> Score:
    signature = choose(TIME_SIGNATURES)
    full = signature.bar_length
    lengths = [full] * choose(range(1, 5))
    pickup = choose((False, False, True)) and full > Fraction(1, 8)
    if pickup:
        lengths.insert(0, Fraction(1, 8) * choose(range(1, int(full * 8))))
    rhythm = [_spans(length, choose) for length in lengths]
    events = iter(_phrased(_events(list(chain.from_iterable(rhythm)), choose), choose))
    bars = [Bar(tuple(next(events) for _ in spans)) for spans in rhythm]
    if pickup:
        bars[0] = Bar(bars[0].events, pickup=True)
    return Score(
        title=choose(TITLES),
        key=_key(choose),
        time_signature=signature,
        tempo=Tempo(Fraction(choose((1, 3)), choose((2, 4, 8, 16))), choose((20, 63, 120, 300))),
        clef=choose(get_args(Clef)),
        instrument=choose(INSTRUMENTS),
        bars=tuple(bars),
        feel=choose(("straight", "swung")),
    )


def _key(choose: Choose) -> Key:
    tonic = choose(TONICS)
    modes = [mode for mode in MODE_FIFTHS if _has_signature(tonic, mode)]
    return Key(tonic, "chromatic", choose(modes))


def _has_signature(tonic: str, mode: Any) -> bool:
    try:
        Key(tonic, "chromatic", mode)
    except ValueError:
        return False
    return True


def _spans(length: Fraction, choose: Choose) -> list[Span]:
    """Fill a bar with plain values and complete tuplets."""
    spans: list[Span] = []
    while length:
        figure = choose((_plain, _plain, _plain, _tuplet))(length, choose)
        spans += figure
        length -= sum(duration for duration, _ in figure)
    return spans


def _plain(length: Fraction, choose: Choose) -> list[Span]:
    longest = min(length, Fraction(8))
    return [(choose([value for value in (*PLAIN, longest) if value <= longest]), None)]


def _tuplet(length: Fraction, choose: Choose) -> list[Span]:
    tuplet = choose(TUPLETS)
    units = [unit for unit in TUPLET_UNITS if unit * tuplet.normal <= length]
    if not units:
        return _plain(length, choose)
    unit = choose(units) * tuplet.ratio
    left, spans = tuplet.actual, list[Span]()
    while left:
        taken = choose(range(1, left + 1))
        spans.append((unit * taken, tuplet))
        left -= taken
    return spans


def _events(spans: list[Span], choose: Choose) -> list[Event]:
    """Give each span a pitch or a rest, and tie some to the next."""
    events: list[Event] = []
    for last, (duration, tuplet) in zip(_last(len(spans)), spans, strict=True):
        if events and events[-1].tie:
            pitch = events[-1].pitch
        else:
            pitch = choose((_pitch, _pitch, _pitch, _silence))(choose)
        tie = pitch is not None and not last and choose((False, False, False, True))
        events.append(Event(pitch, duration, tie, tuplet))
    return events


def _phrased(events: list[Event], choose: Choose) -> list[Event]:
    """Put breath marks after some notes, or slurs over some, or neither."""
    kind, slurred = choose(("nothing", "nothing", "breaths", "slurs")), False
    first, notes = 0, list[tuple[int, int]]()
    for index, event in enumerate(events):
        if event.pitch and not event.tie:
            notes.append((first, index))
        first = first if event.tie else index + 1
    for number, (first, last) in enumerate(notes, start=1):
        if kind == "breaths" and choose((True, False, False)):
            events[last] = replace(events[last], breath=True)
        elif kind == "slurs" and slurred and (number == len(notes) or choose((True, False))):
            events[last], slurred = replace(events[last], slur="stop"), False
        elif kind == "slurs" and not slurred and number < len(notes) and choose((True, False)):
            events[first], slurred = replace(events[first], slur="start"), True
    return events


def _last(count: int) -> list[bool]:
    return [False] * (count - 1) + [True]


def _pitch(choose: Choose) -> Pitch:
    return Pitch(choose(range(3, 6)), choose("CDEFGAB"), choose((0, 0, 0, 1, -1, 2, -2)))


def _silence(choose: Choose) -> None:
    return None
