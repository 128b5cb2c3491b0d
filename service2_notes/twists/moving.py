"""Transposes a score, and puts it into another scale on its tonic."""

from collections.abc import Callable
from typing import Final

from melodie.interval import Interval
from melodie.pitch import Key, Pitch
from melodie.score import Score
from service2_notes.keys import key_for, semitone_of
from service2_notes.parents import Parent, parent_of
from service2_notes.pitch_units import Degree as ParentDegree
from service2_notes.pitch_units import Semitones
from service2_notes.scales import Scale, scale_named
from service2_notes.twists.chords import moved_by, within_scale
from service2_notes.twists.degrees import OCTAVE, Degree, degree_of, pitch_at
from service2_notes.twists.repitching import repitched
from service2_notes.twists.tonics import middle_pitch, offered, to_named

INTERVALS: Final = {
    "minor_second": Interval(1, 1),
    "major_second": Interval(1, 2),
    "minor_third": Interval(2, 3),
    "major_third": Interval(2, 4),
    "fourth": Interval(3, 5),
    "tritone": Interval(4, 6),
    "fifth": Interval(4, 7),
    "minor_sixth": Interval(5, 8),
    "major_sixth": Interval(5, 9),
    "minor_seventh": Interval(6, 10),
    "major_seventh": Interval(6, 11),
    "octave": Interval(7, 12),
}
FARTHEST_UP: Final = 6
"""Semitones that a key is looked for above; one that is farther is nearer below."""


def transpose_to_key(score: Score, option: str) -> Score:
    """Return ``score`` in the same scale on another tonic, the nearest way there."""
    key = key_for(option, scale_named(score.key.scale))
    up = (semitone_of(key.tonic) - semitone_of(score.key.tonic)) % OCTAVE
    return _transposed(score, key, up - OCTAVE if up > FARTHEST_UP else up)


def transpose_by_interval(score: Score, option: str) -> Score:
    """Return ``score`` an interval higher or lower, such as ``down_minor_third``."""
    way, _, name = option.partition("_")
    interval = INTERVALS[name] if way == "up" else -INTERVALS[name]
    tonic = interval.above(middle_pitch(score.key.tonic)).name
    key = key_for(offered(tonic, flat=interval.steps > 0), scale_named(score.key.scale))
    return _transposed(score, key, interval.semitones)


def change_scale(score: Score, option: str) -> Score:
    """Return ``score`` in another scale on the same tonic.

    Every note becomes that of the same degree, a third a third; a degree that the scale
    lacks becomes the nearest that it has. Notes from outside the old scale keep their
    pitch. So it cannot always be undone by changing the scale back.
    """
    before, scale = score.key, scale_named(option)
    after = key_for(offered(before.tonic), scale)
    degrees = _degrees(scale_named(before.scale), scale)

    def move(pitch: Pitch) -> Pitch:
        found = degree_of(pitch, before)
        if found.raised:
            return pitch_at(degree_of(pitch, after), after)
        octave, within = divmod(found.step, len(degrees))
        return pitch_at(Degree(octave * len(scale.degrees) + degrees[within]), after)

    chord_degree = _nearest_degrees(parent_of(scale_named(before.scale)), parent_of(scale))
    return repitched(score, after, move, within_scale(before, after, chord_degree))


def _transposed(score: Score, key: Key, semitones: Semitones) -> Score:
    """Move a score by so many semitones, spelled as ``key`` wants it."""
    interval = to_named(middle_pitch(score.key.tonic), semitones, key.tonic)
    return repitched(score, key, interval.above, moved_by(interval))


def _degrees(old: Scale, new: Scale) -> list[int]:
    """Return for each degree of a scale the step of another: the same number, or the nearest."""

    def distance(step: int, degree: str, height: Semitones) -> tuple[bool, Semitones]:
        own = new.semitones[step % len(new.degrees)] + OCTAVE * (step // len(new.degrees))
        return new.degrees[step % len(new.degrees)][-1] != degree[-1], abs(own - height)

    steps = range(-1, len(new.degrees) + 1)
    inside = range(len(new.degrees))
    return [
        min(
            inside if any(d[-1] == degree[-1] for d in new.degrees) else steps,
            key=lambda step: distance(step, degree, height),
        )
        for degree, height in zip(old.degrees, old.semitones, strict=True)
    ]


def _nearest_degrees(old: Parent, new: Parent) -> Callable[[ParentDegree], ParentDegree]:
    """Return what finds a degree in another scale: the same where both have as many."""
    if old.size == new.size:
        return lambda degree: degree
    heights = [
        min(range(new.size), key=lambda one: abs(new.semitones[one] - height))
        for height in old.semitones
    ]
    return lambda degree: heights[degree % old.size]
