"""Rhythms to find pitches for, and every request that makes sense."""

from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from melodie.contract import MAX_SEED, Notes, NotesRequest, RhythmBar, RhythmEvent
from melodie.pitch import Pitch
from melodie.time_signature import TimeSignature
from service2_notes.composing import compose
from service2_notes.contours import CONTOURS
from service2_notes.keys import KEYS
from service2_notes.scales import SCALES
from service2_notes.styles import STYLES

QUARTER = Fraction(1, 4)
FOUR_FOUR = TimeSignature(4, 4, (2, 2))


def quarters(count: int) -> tuple[RhythmBar, ...]:
    return (RhythmBar(events=(RhythmEvent(duration=QUARTER),) * 4),) * count


def a_request(**wanted: Any) -> NotesRequest:
    defaults = {
        "key": "C",
        "scale": "major",
        "time_signature": FOUR_FOUR,
        "bars": quarters(8),
        "lowest": Pitch.parse("C4"),
        "highest": Pitch.parse("A5"),
        "seed": 7,
    }
    return NotesRequest(**{**defaults, **wanted})


@cache
def composed(wanted: NotesRequest) -> Notes:
    """Compose each request once: the same request gives the same notes."""
    return compose(wanted)


events = st.builds(
    RhythmEvent, duration=st.just(QUARTER), rest=st.booleans(), tie=st.booleans()
).filter(lambda event: not (event.rest and event.tie))
bars = st.lists(
    st.builds(RhythmBar, events=st.tuples(events, events, events, events)), min_size=1, max_size=8
).map(tuple)


def any_request(**fixed: Any) -> st.SearchStrategy[NotesRequest]:
    def build(low: int, width: int, **wanted: Any) -> NotesRequest:
        return a_request(
            lowest=Pitch(low // 12 - 1, "C"), highest=Pitch((low + width) // 12, "C"), **wanted
        )

    return st.builds(
        build,
        **{
            "low": st.integers(12, 80),
            "width": st.integers(12, 36),
            "key": st.sampled_from(KEYS),
            "scale": st.sampled_from(sorted(SCALES)),
            "bars": bars,
            "style": st.sampled_from(sorted(STYLES)),
            "contour": st.sampled_from(sorted(CONTOURS)),
            "leaps": st.sampled_from([0, 50, 100]),
            "wildness": st.sampled_from([0, 1, 30, 99, 100]),
            "seed": st.integers(0, MAX_SEED),
            **{name: st.just(value) for name, value in fixed.items()},
        },
    )
