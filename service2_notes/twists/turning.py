"""Turns a score upside down, within its scale or exactly."""

from collections.abc import Callable
from typing import Final

from melodie.interval import UNISON, Interval
from melodie.pitch import Key, Pitch
from melodie.score import Score
from melodie.sounding import sounding_notes
from service2_notes.keys import key_for
from service2_notes.pitch_units import Degree as ParentDegree
from service2_notes.pitch_units import LadderStep
from service2_notes.scales import SCALES, scale_named
from service2_notes.twists.chords import mirrored_about, moved_by, namer_of, within_scale
from service2_notes.twists.degrees import OCTAVE, Degree, degree_of, pitch_at
from service2_notes.twists.repitching import repitched
from service2_notes.twists.tonics import middle_pitch, offered, to_named

FIRST: Final = "first"


def invert_within_scale(score: Score, option: str) -> Score:
    """Return ``score`` with every step up as many steps of the scale down, and back.

    The first note stays, or the last one, as ``option`` says. Chords are those of the
    mirrored degrees. Twice inverted, it sounds as it did.
    """
    axis = _axis(score, option)
    if axis is None:
        return score
    key = score.key
    middle = degree_of(axis, key).step

    def move(pitch: Pitch) -> Pitch:
        degree = degree_of(pitch, key)
        return pitch_at(Degree(2 * middle - degree.step, -degree.raised), key)

    return repitched(score, key, move, within_scale(key, key, _mirror(middle, key)))


def invert_exactly(score: Score, option: str) -> Score:
    """Return ``score`` with every interval up the same interval down, and back.

    The first note stays, or the last one, as ``option`` says. It is then in the mirrored
    scale, major in Phrygian and back; where that is not offered it is written in the key
    that it had. Chords are mirrored note by note. Twice inverted, it sounds as it did.
    """
    axis = _axis(score, option)
    if axis is None:
        return score
    key, shift = _mirrored_key(score.key, axis)

    def move(pitch: Pitch) -> Pitch:
        return shift.above((-Interval.between(axis, pitch)).above(axis))

    mirrored, respelled = mirrored_about(axis), moved_by(shift)
    return repitched(score, key, move, lambda chord: respelled(mirrored(chord)))


def _mirror(middle: LadderStep, key: Key) -> Callable[[ParentDegree], ParentDegree]:
    """Return what mirrors the root of a chord, whose highest note becomes the root."""
    namer, scale = namer_of(key), scale_named(key.scale)
    octave, within = divmod(middle, len(scale.degrees))
    heights = namer.parent.semitones
    near = min(range(len(heights)), key=lambda one: abs(heights[one] - scale.semitones[within]))
    axis = octave * namer.parent.size + near
    return lambda root: 2 * axis - root - namer.grammar.tones[-1]


def _mirrored_key(key: Key, axis: Pitch) -> tuple[Key, Interval]:
    """Return the key that a mirrored score is in, and what respells its notes for it."""
    scale = scale_named(key.scale)
    image = sorted(-height % OCTAVE for height in scale.semitones)
    alike = [one for one in SCALES.values() if sorted(one.semitones) == image]
    if not alike:
        return key, UNISON
    middle = middle_pitch(axis.name)
    tonic = (-Interval.between(middle, middle_pitch(key.tonic))).above(middle)
    found = key_for(offered(tonic.name), scale if scale in alike else alike[0])
    return found, to_named(tonic, 0, found.tonic)


def _axis(score: Score, option: str) -> Pitch | None:
    """Return the note that stays, or None where there is none at all."""
    notes = sounding_notes(score)
    if not notes:
        return None
    return notes[0 if option == FIRST else -1].pitch
