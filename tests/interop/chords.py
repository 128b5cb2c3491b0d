"""Chords of all kinds for a score, and what a program that reads its file makes of them."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import cycle, groupby
from typing import Any, Final, NamedTuple

from melodie.chord_kinds import CHORD_KINDS, chord_tones, root_of
from melodie.harmony import Chord, PlacedChord
from melodie.interval import Interval
from melodie.score import Score

SILENT_EVERY: Final = 7
"""In one of so many bars no chord sounds from its second group of beats on."""


UNNAMED: Final = {("sus4", "9"), ("sus4", "13")}
"""Kinds that music21 does not know by their names in ABC."""


class HeardChord(NamedTuple):
    """Where a chord begins, in whole notes, and what it has, in semitones above C."""

    at: Fraction
    root: int | None
    bass: int | None
    notes: frozenset[int]


def enriched(score: Score) -> Score:
    """Return a score with another chord in every bar, each of another kind, over a third."""
    time = score.time_signature
    first = Fraction(time.groups[0], time.unit)
    place = first if first < time.bar_length else Fraction(1, time.unit)
    kinds = cycle(kind for kind in CHORD_KINDS if kind not in UNNAMED)
    bars = []
    for number, bar in enumerate(score.bars, start=1):
        quality, extension = next(kinds)
        root = bar.chords[0].chord if bar.chords else None
        if bar.pickup or root is None:
            bars.append(bar)
            continue
        chord = Chord(root.root, quality, extension=extension)
        over = replace(chord, bass=chord_tones(chord)[1])
        placed = PlacedChord(place, None if number % SILENT_EVERY == 0 else over)
        kept = [one for one in bar.chords if one.offset < place]
        bars.append(replace(bar, chords=(*kept, placed)))
    return replace(score, bars=tuple(bars))


def meant_chords(score: Score) -> list[HeardChord]:
    """Return the chords of a score, each where it begins."""
    found, begin = [], Fraction(0)
    for bar in score.bars:
        found += [_meant(begin, placed) for placed in bar.chords]
        begin += bar.length
    return _changes(found)


def chords_read(stream: Any, transposition: Interval | None = None) -> list[HeardChord]:
    """Return what music21 reads as chords of a part that sounds ``transposition`` away."""
    moved = transposition.semitones if transposition else 0
    found = []
    for chord in stream.flatten().getElementsByClass("Harmony"):
        at = Fraction(chord.offset).limit_denominator(4000) / 4
        if not chord.pitches:
            found.append(HeardChord(at, None, None, frozenset()))
            continue
        notes = frozenset((pitch.pitchClass + moved) % 12 for pitch in chord.pitches)
        root, bass = ((one.pitchClass + moved) % 12 for one in (chord.root(), chord.bass()))
        found.append(HeardChord(at, root, bass, notes))
    return _changes(found)


def _meant(begin: Fraction, placed: PlacedChord) -> HeardChord:
    chord, at = placed.chord, begin + placed.offset
    if chord is None:
        return HeardChord(at, None, None, frozenset())
    bass = _semitone(chord.bass or chord.root)
    notes = frozenset(map(_semitone, chord_tones(chord)))
    return HeardChord(at, _semitone(chord.root), bass, notes | {bass})


def _semitone(name: str) -> int:
    return root_of(Chord(name, "major")).key_number % 12


def _changes(chords: Iterable[HeardChord]) -> list[HeardChord]:
    """Leave out what goes on as before: lines begin with it again."""
    return [next(alike) for _, alike in groupby(chords, key=lambda chord: chord[1:])]
