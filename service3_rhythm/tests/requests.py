"""Requests for the tests, and every request that makes sense."""

from typing import Any

from hypothesis import strategies as st

from melodie.contract import MAX_SEED, RhythmRequest
from service3_rhythm.styles import STYLES
from service3_rhythm.time_signatures import TIME_SIGNATURES
from service3_rhythm.vocabularies import VOCABULARIES


def a_request(**wanted: Any) -> RhythmRequest:
    defaults = {"time_signature": "4/4", "rhythm": "gentle", "bars": 8, "seed": 7}
    return RhythmRequest(**{**defaults, **wanted})


def any_request(**fixed: Any) -> st.SearchStrategy[RhythmRequest]:
    return st.builds(
        a_request,
        **{
            "time_signature": st.sampled_from(sorted(TIME_SIGNATURES)),
            "rhythm": st.sampled_from(sorted(VOCABULARIES)),
            "bars": st.integers(1, 20),
            "wildness": st.sampled_from([0, 1, 30, 99, 100]),
            "rests": st.sampled_from([0, 10, 50, 100]),
            "style": st.sampled_from(sorted(STYLES)),
            "density": st.sampled_from([0, 50, 100]),
            "syncopation": st.sampled_from([0, 50, 100]),
            "repetition": st.sampled_from([0, 50, 100]),
            "pickup": st.booleans(),
            "seed": st.integers(0, MAX_SEED),
            **{name: st.just(value) for name, value in fixed.items()},
        },
    )
