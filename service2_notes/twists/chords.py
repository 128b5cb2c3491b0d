"""Chords moved: by an interval, within the scale, to another scale, or mirrored."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Final

from melodie.harmony import Chord, PlacedChord, Quality
from melodie.interval import Interval
from melodie.pitch import Key, Pitch
from service2_notes.harmony.heard_chords import BarHarmony, heard_chord
from service2_notes.harmony.naming import Namer
from service2_notes.harmony.styled import grammar_of
from service2_notes.parents import parent_of
from service2_notes.pitch_units import Degree as ParentDegree
from service2_notes.scales import scale_named

MIDDLE_OCTAVE: Final = 4

MIRRORED: Final[Mapping[Quality, tuple[Quality, int]]] = {
    "major": ("minor", 7),
    "minor": ("major", 7),
    "diminished": ("diminished", 6),
    "augmented": ("augmented", 8),
    "sus4": ("sus4", 0),
    "major6": ("minor7", 7),
    "minor6": ("dominant7", 7),
    "dominant7": ("half_diminished7", 10),
    "major7": ("major7", 11),
    "minor7": ("minor7", 10),
    "half_diminished7": ("dominant7", 10),
    "diminished7": ("diminished7", 9),
}
"""A chord -> what its mirror image is, and how far the image's root lies below the root's own."""

STEPS_DOWN: Final = {0: 0, 6: 4, 7: 4, 8: 4, 9: 6, 10: 6, 11: 6}
"""Semitones that an image's root lies below -> staff steps."""


def moved_by(interval: Interval) -> Callable[[Chord], Chord]:
    """Return what moves a chord by an interval."""
    return lambda chord: _respelled(chord, lambda note: _note_above(note, interval))


def mirrored_about(axis: Pitch) -> Callable[[Chord], Chord]:
    """Return what mirrors the notes of a chord about ``axis``; its bass falls away."""

    def move(chord: Chord) -> Chord:
        quality, down = MIRRORED[chord.quality]
        root = Pitch.parse(f"{chord.root}{MIDDLE_OCTAVE}")
        image = (-Interval.between(axis, root)).above(axis)
        return Chord(_note_above(image.name, Interval(-STEPS_DOWN[down], -down)), quality)

    return move


def within_scale(
    before: Key, after: Key, move: Callable[[ParentDegree], ParentDegree]
) -> Callable[[Chord], Chord]:
    """Return what moves the degree of a chord's root, as its key hears it.

    The chord is then the one that scale ``after`` has on that degree.
    """
    old, new = namer_of(before), namer_of(after)

    def moved(chord: Chord) -> Chord:
        root = move(root_degree(chord, old))
        tones = [root + step for step in new.grammar.tones]
        return new.name(heard_chord(root, tones, new.parent.size))

    return moved


def root_degree(chord: Chord, namer: Namer) -> ParentDegree:
    """Return the degree of the scale nearest to a chord's root, 0 being the tonic."""
    silent = BarHarmony(namer.tonic_chord, namer.tonic_chord)
    return namer.meant((PlacedChord(Fraction(0), chord),), Fraction(1), silent).first.root


@cache
def namer_of(key: Key) -> Namer:
    """Return what names the chords of a key."""
    scale = scale_named(key.scale)
    return Namer(key.tonic, parent_of(scale), grammar_of(scale.id))


def _respelled(chord: Chord, note: Callable[[str], str]) -> Chord:
    return replace(chord, root=note(chord.root), bass=chord.bass and note(chord.bass))


def _note_above(name: str, interval: Interval) -> str:
    return interval.above(Pitch.parse(f"{name}{MIDDLE_OCTAVE}")).name
