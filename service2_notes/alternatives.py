"""What else could stand for one note of a score: other notes of its scale that fit there."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from melodie.adding import added
from melodie.contract.others import Alternatives, AlternativesRequest
from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from service2_notes.beats import Beats, beats_of
from service2_notes.harmony.heard_chords import BarHarmony, HeardChord
from service2_notes.harmony.naming import Namer
from service2_notes.harmony.styled import grammar_of
from service2_notes.intervals import Costs, costs, line_cost
from service2_notes.ladder import ladder_in
from service2_notes.parents import Parent, parent_of
from service2_notes.pitch_units import Degree
from service2_notes.scales import scale_named

OCTAVE: Final = 12
FARTHEST: Final = 12
"""Semitones from a note to what could stand for it, at most."""
HARMONY: Final = 1.0
"""How much it counts that a note belongs to its chord, on the strongest beat."""
LEAP: Final = -0.09
"""What every semitone of a move costs beyond a whole tone."""
AGAIN: Final = -0.6
"""What it costs to say the note before or after it again."""


def alternatives(wanted: AlternativesRequest) -> Alternatives:
    """Return pitches for one note of a score, the best first; the score's own is none of them.

    Raises ``InvalidInput`` for a note that is not there, a scale that is not offered, and a
    range without a tonic.
    """
    score = wanted.score
    notes = sounding_notes(score)
    if wanted.note > len(notes):
        detail = f"there is no note {wanted.note}; the last one is {len(notes)}"
        raise InvalidInput.of("note", detail, "no_such_note", last=len(notes))
    note = notes[wanted.note - 1]
    scale = scale_named(score.key.scale)
    ladder = ladder_in(score.key.tonic, scale, wanted.lowest, wanted.highest)
    judge = _Judge(score, notes, note)
    near = [
        pitch
        for pitch in ladder.pitches
        if 0 < abs(pitch.key_number - note.pitch.key_number) <= FARTHEST
    ]
    near.sort(key=judge.weight, reverse=True)
    return Alternatives(pitches=tuple(near[: wanted.most]))


class _Judge:
    """Says how well a pitch would do in the place of one note."""

    def __init__(self, score: Score, notes: Sequence[SoundingNote], note: SoundingNote) -> None:
        self._parent: Parent = parent_of(scale_named(score.key.scale))
        self._costs: Costs = costs(self._parent)
        self._tonic = Pitch.parse(f"{score.key.tonic}0").key_number
        beats = beats_of(score.time_signature)
        self._strength = beats.strength(beats.ticks(note.place))
        self._chord = _chord_at(score, note, beats, self._parent)
        around = notes[max(0, note.number - 2) : note.number + 1]
        self._before = [one.pitch for one in around if one.number < note.number]
        self._after = [one.pitch for one in around if one.number > note.number]

    def weight(self, pitch: Pitch) -> float:
        """Return the log-weight of a pitch: its chord, and the moves to it and from it."""
        line = [*self._before, pitch, *self._after]
        degrees = [self._degree(one) for one in line]
        moves = [abs(a.key_number - b.key_number) for a, b in pairwise(line)]
        weight = line_cost(self._costs, degrees[0], [one - degrees[0] for one in degrees])
        weight += added(LEAP * max(0, move - 2) + AGAIN * (move == 0) for move in moves)
        if self._chord:
            fit = self._chord.fits[self._degree(pitch) % self._parent.size]
            weight += HARMONY * self._strength * fit
        return weight

    def _degree(self, pitch: Pitch) -> Degree:
        octave, semitone = divmod(pitch.key_number - self._tonic, OCTAVE)
        away = [abs(semitone - own) for own in self._parent.semitones]
        return octave * self._parent.size + away.index(min(away))


def _chord_at(score: Score, note: SoundingNote, beats: Beats, parent: Parent) -> HeardChord | None:
    """Return the chord that a note begins over; None where nothing is said about chords."""
    namer = Namer(score.key.tonic, parent, grammar_of(score.key.scale))
    heard: BarHarmony | None = None
    for bar in score.bars[: note.bar + 1]:
        if bar.chords:
            before = heard or BarHarmony(namer.tonic_chord, namer.tonic_chord)
            heard = namer.meant(bar.chords, beats.second_chord, before)
    return heard.at(beats.ticks(note.place), beats.middle) if heard else None
