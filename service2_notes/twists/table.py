"""The twists on offer. To offer another, add a row: its words, its options, its function."""

from collections.abc import Callable
from typing import Final, NamedTuple

from melodie.score import Score
from service2_notes.keys import KEYS
from service2_notes.scales import SCALES
from service2_notes.twists.harmonising import harmonise_anew
from service2_notes.twists.moving import (
    INTERVALS,
    change_scale,
    transpose_by_interval,
    transpose_to_key,
)
from service2_notes.twists.ornamenting import ornament
from service2_notes.twists.sequencing import sequence
from service2_notes.twists.thinning import thin_out
from service2_notes.twists.timing import augment, diminish, retrograde
from service2_notes.twists.turning import invert_exactly, invert_within_scale


class Option(NamedTuple):
    """One way to do a twist; ``name`` is for people."""

    id: str
    name: str


class Twist(NamedTuple):
    """What can be done to a score: ``apply`` takes it, and the id of an option."""

    id: str
    name: str
    description: str
    options: tuple[Option, ...]
    apply: Callable[[Score, str], Score]


STAYS: Final = (Option("first", "The first note stays"), Option("last", "The last note stays"))
PLAIN: Final = (Option("all", "All of it"),)
BY_INTERVAL: Final = tuple(
    Option(f"{way}_{interval}", f"{way} {article} {interval.replace('_', ' ')}".capitalize())
    for way in ("up", "down")
    for interval in INTERVALS
    for article in (("an" if interval == "octave" else "a"),)
)

_TABLE: Final = (
    Twist(
        "transpose_to_key",
        "Transpose to a key",
        "The same tune on another tonic, by the nearest way.",
        tuple(Option(key, key) for key in KEYS),
        transpose_to_key,
    ),
    Twist(
        "transpose_by_interval",
        "Transpose by an interval",
        "The same tune higher or lower.",
        BY_INTERVAL,
        transpose_by_interval,
    ),
    Twist(
        "change_scale",
        "Change the scale",
        "The same degrees in another scale on the same tonic.",
        tuple(Option(scale.id, scale.name) for scale in SCALES.values()),
        change_scale,
    ),
    Twist(
        "invert_within_scale",
        "Invert within the scale",
        "Every step up becomes a step down; the key stays.",
        STAYS[::-1],
        invert_within_scale,
    ),
    Twist(
        "invert_exactly",
        "Invert exactly",
        "Every semitone up becomes one down: major turns into Phrygian.",
        STAYS[::-1],
        invert_exactly,
    ),
    Twist("retrograde", "Retrograde", "From the end to the beginning.", PLAIN, retrograde),
    Twist("augment", "Augment", "Every note twice as long.", PLAIN, augment),
    Twist("diminish", "Diminish", "Every note half as long.", PLAIN, diminish),
    Twist(
        "sequence",
        "Sequence",
        "The opening is said again at once, a step higher or lower each time.",
        (
            Option("one_bar_down", "One bar, stepping down"),
            Option("one_bar_up", "One bar, stepping up"),
            Option("two_bars_down", "Two bars, stepping down"),
            Option("two_bars_up", "Two bars, stepping up"),
        ),
        sequence,
    ),
    Twist(
        "ornament",
        "Ornament",
        "Short notes between those that are there.",
        (
            Option("both", "Passing notes and neighbours"),
            Option("passing", "Passing notes in thirds"),
            Option("neighbours", "Neighbours of repeated and long notes"),
        ),
        ornament,
    ),
    Twist(
        "thin_out",
        "Thin out",
        "Fewer notes: those that carry the tune.",
        (
            Option("beats", "Leave notes on the beats"),
            Option("strong_beats", "Leave notes on the strong beats"),
        ),
        thin_out,
    ),
    Twist(
        "harmonise",
        "Other chords",
        "The same tune, note for note, over chords that are new to it.",
        (
            Option("plain", "Plain: the chords of a folk song"),
            Option("richer", "Richer: sevenths, and chords that lead to others"),
            Option("surprising", "Surprising: chords from elsewhere"),
        ),
        harmonise_anew,
    ),
)
TWISTS: Final = {twist.id: twist for twist in _TABLE}
