"""From the sounding to the written pitch and key of a transposing instrument."""

from typing import Final

from melodie.errors import InvalidInput
from melodie.interval import Interval
from melodie.pitch import MODE_FIFTHS, Pitch, Spelling, note_on_fifths
from melodie.score import Score

MOST_ACCIDENTALS: Final = 7
"""Sharps or flats that a key signature can hold."""

MOST_CHOSEN: Final = 6
"""Sharps or flats that a transposed part has at most: the twin of a key with seven has five."""

TWIN: Final = 12
"""Fifths between a key and its enharmonic twin: a diminished second."""

OCTAVES: Final = range(10)
"""The octaves that MusicXML can write."""


def written_pitch(sounding: Pitch, transposition: Interval) -> Spelling:
    """Return the pitch that is written for ``sounding``.

    A spelling that would need three sharps or flats gives way to its
    enharmonic twin. Raises ``InvalidInput`` beyond the octaves 0 to 9.
    """
    step = sounding.staff_step - transposition.steps
    key = sounding.key_number - transposition.semitones
    pitch = Spelling.spelled_near(step, key)
    if pitch.octave not in OCTAVES:
        raise InvalidInput.of("score.bars", f"{sounding} lies beyond what can be written")
    return pitch


def part_transposition(score: Score) -> Interval:
    """Return the interval from the written to the sounding pitch of the score's instrument.

    Where the written key would need more than six sharps or flats, the part is
    written a diminished second away, in the key's enharmonic twin. A key that
    stays is written as it was chosen.
    """
    plain = score.instrument.transposition
    fifths = score.key.fifths - plain.fifths
    excess = max(abs(fifths) - (MOST_CHOSEN if plain.fifths else MOST_ACCIDENTALS), 0)
    twins = -(-excess // TWIN)
    return plain + Interval(-twins if fifths > 0 else twins, 0)


def written_tonic(score: Score, transposition: Interval) -> tuple[str, int]:
    """Return the tonic of the written key and its signature in fifths."""
    fifths = score.key.fifths - transposition.fifths
    return note_on_fifths(fifths - MODE_FIFTHS[score.key.mode]), fifths
