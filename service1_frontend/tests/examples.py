"""Recipes and melodies for tests."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from melodie import ENGINE_VERSION
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from tests.builders import a_score

NAMES = (
    "rainy tuesday",
    'song"; touch x; "',
    '#(system "id")',
    '\\include "/etc/passwd"',
    "../../x",
    "☔ регтайм 雨",
    "שיר לילה",
    "<b>&amp;</b>",
    "e" + "\u0301\u0323" * 29,
)
"""What people may call a melody."""

UNPRINTABLE = ("", "   ", "a\nb", "bell\a", "\ud83d half", "null\0", "x" * 61, "\u2028")
"""What they may not."""


few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""How often a property of whole melodies is tried."""

EARLIER = {
    "name": "rainy tuesday",
    "key": "Bb",
    "scale": "dorian",
    "rhythm": "gentle",
    "time_signature": "6/8",
    "tempo": 100,
    "bars": 8,
    "instrument": "piano",
    "wildness": 30,
    "rests": 10,
    "seed": 8442693016215003,
    "engine": "2",
}
"""A recipe as it was kept before there were styles."""


def a_recipe(**overrides: Any) -> Recipe:
    values: dict[str, Any] = {
        "name": "rainy tuesday",
        "key": "C",
        "scale": "major",
        "rhythm": "gentle",
        "time_signature": "4/4",
        "tempo": 100,
        "bars": 2,
        "instrument": "piano",
        "wildness": 30,
        "rests": 10,
        "seed": 7,
        "engine": ENGINE_VERSION,
    }
    return Recipe.model_validate({**values, **overrides})


def a_melody(**overrides: Any) -> Melody:
    return Melody.of(a_recipe(**overrides), a_score())


def noon() -> datetime:
    return datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)


def recipes(options: Options) -> st.SearchStrategy[Recipe]:
    """Any recipe of what is offered, but unaccompanied: not every recipe has chords for that."""
    offered = {name: st.sampled_from(ids) for name, ids in options.offered().items()}
    numbers: dict[str, st.SearchStrategy[Any]] = {
        "tempo": st.integers(20, 300),
        "bars": st.sampled_from((1, 2, 3, 8, 17, 64)),
        "wildness": st.integers(0, 100),
        "rests": st.integers(0, 100),
        "seed": st.integers(0, 2**53 - 1),
    }
    numbers |= dict.fromkeys(("density", "syncopation", "repetition", "leaps"), st.integers(0, 100))
    numbers["pickup"] = st.booleans()
    numbers["engine"] = st.just(ENGINE_VERSION)
    offered["accompaniment"] = st.just("none")
    return st.builds(Recipe, name=st.sampled_from(NAMES), **offered, **numbers)
