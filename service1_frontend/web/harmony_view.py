"""What is shown of other chords for the same tune: the ways to harmonise it, side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from melodie.contract import Harmony
from melodie.formats import LONGEST_SOUND
from melodie.harmony import BarChords
from service1_frontend.library.melody import Melody
from service1_frontend.variations.asked import bar_numbers
from service1_frontend.variations.harmonies import harmonies_of
from service1_frontend.variations.twisting import HARMONISE
from service1_frontend.web.app_state import twister
from service1_frontend.web.wording.intervals import bar_of_chords


class ChordBar(NamedTuple):
    """The names of the chords of a bar, and its number as it is printed."""

    number: int
    chords: list[str]


class HarmonyView(NamedTuple):
    """One harmonisation; ``option`` is what is sent to keep it."""

    option: str
    name: str
    title: str
    bars: list[ChordBar]
    sound: str | None
    """None for a melody that is too long to be played."""
    timeline: str | None
    held: bool
    """Whether the chords are heard by themselves, since the melody has no accompaniment."""
    now: bool
    """Whether these are the chords that the melody has."""


def harmonies_view(melody: Melody, names: Sequence[tuple[str, str]]) -> list[HarmonyView]:
    """Return the ways to harmonise a melody; ``names`` holds the id and the name of each.

    Raises ``Busy``, or an ``UpstreamError``.
    """
    named = dict(names)
    found = [one for one in harmonies_of(twister(), melody) if one.taste in named]
    return [_harmony(melody, one, named[one.taste]) for one in found]


def _harmony(melody: Melody, found: Harmony, name: str) -> HarmonyView:
    playable = melody.score.seconds <= LONGEST_SOUND
    sound, timeline = (_path(melody, found, kind) for kind in ("sound", "timeline"))
    return HarmonyView(
        option=found.taste,
        name=name,
        title=melody.recipe.name,
        bars=_chord_bars(melody, found.bars),
        sound=sound if playable else None,
        timeline=timeline if playable else None,
        held=melody.score.accompaniment is None,
        now=found.bars == tuple(bar.chords for bar in melody.score.bars),
    )


def _chord_bars(melody: Melody, chords: Sequence[BarChords]) -> list[ChordBar]:
    """Return the bars in which chords are named; an upbeat has none."""
    numbered = zip(bar_numbers(melody.score), melody.score.bars, chords, strict=True)
    return [ChordBar(number, bar_of_chords(own)) for number, bar, own in numbered if not bar.pickup]


def _path(melody: Melody, found: Harmony, kind: str) -> str:
    return url_for(f"twists.{kind}", melody_id=melody.id, twist=HARMONISE, option=found.taste)
