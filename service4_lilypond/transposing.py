"""From the sounding to the written pitch and key of a transposing instrument."""

from dataclasses import dataclass
from typing import Final

from melodie.errors import InvalidInput
from melodie.score import ACCIDENTALS, FIFTHS, MODE_FIFTHS, SEMITONES, STEPS, Pitch, Score
from service4_lilypond.written import WrittenPitch

MOST_ACCIDENTALS: Final = 7
"""Sharps or flats that a key signature can hold."""

MOST_CHOSEN: Final = 6
"""Those that a copyist chooses for a part that is moved: the twin of seven has five."""

TWIN: Final = 12
"""Fifths between a key and its enharmonic twin: a diminished second."""

OCTAVES: Final = range(10)
"""Those that MusicXML knows; beyond them nobody reads or hears."""


@dataclass(frozen=True, slots=True)
class Transposition:
    """Steps and semitones from the written to the sounding pitch."""

    diatonic: int
    chromatic: int

    @property
    def fifths(self) -> int:
        """How far round the circle of fifths it leads."""
        return 7 * self.chromatic - 12 * self.diatonic

    def written(self, sounding: Pitch) -> WrittenPitch:
        """Return the pitch that is written for ``sounding``.

        A spelling that would need three sharps or flats gives way to its
        enharmonic twin. Raises ``InvalidInput`` beyond the octaves 0 to 9.
        """
        key_number = sounding.key_number - self.chromatic
        staff_step = sounding.staff_step - self.diatonic
        spellings = (_spelled(staff_step + shift, key_number) for shift in (0, 1, -1, 2, -2))
        pitch = next(pitch for pitch in spellings if pitch.alter in ACCIDENTALS)
        if pitch.octave not in OCTAVES:
            raise InvalidInput.of("score.bars", f"{sounding} lies beyond what can be written")
        return pitch


def transposition(score: Score) -> Transposition:
    """Return the transposition of the score's instrument.

    Where the written key would need more than six sharps or flats, the part is
    written a diminished second away, in the key's enharmonic twin. A key that
    stays is written as it was chosen.
    """
    plain = Transposition(score.instrument.diatonic, score.instrument.chromatic)
    fifths = score.key.fifths - plain.fifths
    excess = max(abs(fifths) - (MOST_CHOSEN if plain.fifths else MOST_ACCIDENTALS), 0)
    twins = -(-excess // TWIN)
    return Transposition(plain.diatonic - (twins if fifths > 0 else -twins), plain.chromatic)


def written_tonic(score: Score, moved: Transposition) -> tuple[str, int]:
    """Return the tonic of the written key and its signature in fifths."""
    fifths = score.key.fifths - moved.fifths
    return note_on_fifths(fifths - MODE_FIFTHS[score.key.mode]), fifths


def note_on_fifths(fifths: int) -> str:
    """Name the note that lies so many fifths above C, or below it."""
    step = next(step for step, place in FIFTHS.items() if (fifths - place) % 7 == 0)
    return step + ACCIDENTALS[(fifths - FIFTHS[step]) // 7]


def _spelled(staff_step: int, key_number: int) -> WrittenPitch:
    octave, step = divmod(staff_step, len(STEPS))
    natural = 12 * (octave + 1) + SEMITONES[STEPS[step]]
    return WrittenPitch(STEPS[step], key_number - natural, octave)
