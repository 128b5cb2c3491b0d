"""Names chords, spelled for their key: what a score holds and programs read."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from mingus.core.intervals import from_shorthand
from mingus.core.notes import note_to_int

from melodie.chord_kinds import chord_tones
from melodie.harmony import BarChords, Chord, PlacedChord, Quality
from melodie.pitch import STEPS
from service2_notes.harmony.grammar import Grammar
from service2_notes.harmony.heard_chords import BarHarmony, HeardChord, given_chord, heard_chord
from service2_notes.keys import root_name
from service2_notes.parents import Parent
from service2_notes.pitch_units import Degree, Semitones

BY_INTERVALS: Final[Mapping[tuple[int, ...], Quality]] = {
    (4, 7): "major",
    (3, 7): "minor",
    (3, 6): "diminished",
    (4, 8): "augmented",
    (4, 7, 10): "dominant7",
    (3, 7, 10): "minor7",
    (4, 7, 11): "major7",
    (3, 6, 9): "diminished7",
}
"""Semitones above the root -> quality."""

PLAIN: Final[Mapping[Quality, Quality]] = {"dominant7": "major"}
"""What is left of a chord without its seventh."""


class Namer:
    """Names the chords of a key, and finds what a named chord means in it."""

    def __init__(self, tonic: str, parent: Parent, grammar: Grammar) -> None:
        self._tonic, self._parent, self._grammar = tonic, parent, grammar

    @property
    def parent(self) -> Parent:
        """The scale that the chords are made of."""
        return self._parent

    @property
    def grammar(self) -> Grammar:
        """The habits of its chords."""
        return self._grammar

    @property
    def tonic_chord(self) -> HeardChord:
        """The chord that everything begins from."""
        return heard_chord(0, self._grammar.tones, self._parent.size)

    def placed(self, bar: BarHarmony, middle: Fraction) -> BarChords:
        """Name the chords of a bar whose second one begins ``middle`` after the barline."""
        first = PlacedChord(Fraction(0), self.name(bar.first))
        if bar.second == bar.first:
            return (first,)
        return (first, PlacedChord(middle, self.name(bar.second)))

    def name(self, chord: HeardChord) -> Chord:
        """Name one chord."""
        degree = self._parent.names[chord.root]
        root = root_name(from_shorthand(self._tonic, degree))
        return Chord(root, self._quality(chord))

    def meant(self, chords: BarChords, middle: Fraction, before: BarHarmony) -> BarHarmony:
        """Find what named chords mean in this key; where none sounds, those ``before`` go on."""
        heard = [(Fraction(0), before.second)]
        for placed in chords:
            chord = heard[-1][1] if placed.chord is None else self._heard(placed.chord)
            heard.append((placed.offset / middle, chord))
        begun = dict(heard)
        first = begun[Fraction(0)]
        second = [chord for begin, chord in heard if begin <= 1][-1]
        usual = begun.keys() <= {0, 1}
        return BarHarmony(first, second, () if usual else tuple(begun.items()))

    def _heard(self, chord: Chord) -> HeardChord:
        return given_chord([self._degree(name) for name in chord_tones(chord)], self._parent.size)

    def _degree(self, note: str) -> tuple[Degree, Semitones]:
        """Return the degree of a note, and by how much it is raised or lowered there.

        In scales of seven notes each letter is a degree; in all others, and for a note
        that the scale has under another name, it is the nearest one.
        """
        semitone = (note_to_int(note) - note_to_int(self._tonic)) % 12
        ways = [_apart(semitone, own) for own in self._parent.semitones]
        letter = (STEPS.index(note[0]) - STEPS.index(self._tonic[0])) % len(STEPS)
        nearest = min(range(len(ways)), key=lambda degree: abs(ways[degree]))
        lettered = len(ways) == len(STEPS) and ways[nearest] and abs(ways[letter]) == 1
        degree = letter if lettered else nearest
        return degree, ways[degree]

    def _quality(self, chord: HeardChord) -> Quality:
        steps = list(self._grammar.tones[1:])
        seventh = chord.root in self._grammar.sevenths and chord.has(chord.root + 6)
        named = self._grammar.qualities.get(chord.root)
        if named:
            return named if seventh else PLAIN.get(named, named)
        if seventh:
            steps.append(6)
        heights = self._intervals(chord.root, steps)
        return BY_INTERVALS.get(heights) or BY_INTERVALS.get(heights[:2], "major")

    def _intervals(self, root: int, steps: Sequence[int]) -> tuple[int, ...]:
        base = self._parent.height(root)
        return tuple(self._parent.height(root + step) - base for step in steps)


def _apart(note: Semitones, other: Semitones) -> Semitones:
    """Return the way from ``other`` to ``note``, the shorter one: from -6 to 5."""
    return (note - other + 6) % 12 - 6
