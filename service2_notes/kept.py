"""Bars whose pitches stay: checked, and read as what the others are composed around."""

from collections.abc import Iterator, Sequence

from melodie.contract import KeptPitches, RhythmBar
from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from melodie.sounding import note_numbers
from service2_notes.asked import Asked
from service2_notes.line.chain import Placed
from service2_notes.line.setting import Line
from service2_notes.parents import Parent
from service2_notes.pitch_units import Degree, LadderStep
from service2_notes.reading import Tune

Pitches = tuple[tuple[Pitch | None, ...], ...]
Settled = dict[int, Pitch | None]
"""Number of a note -> its pitch, or None where it is silent."""


def numbered(bars: Sequence[RhythmBar]) -> list[list[int | None]]:
    """Return for every event the index of its note, or None for a rest."""
    events = (event for bar in bars for event in bar.events)
    numbers = note_numbers((not event.rest, event.tie) for event in events)
    return [[_index(next(numbers)) for _ in bar.events] for bar in bars]


def _index(number: int | None) -> int | None:
    return None if number is None else number - 1


def settled(bars: Sequence[RhythmBar], kept: Sequence[KeptPitches]) -> Settled:
    """Find which notes are settled by the bars that are kept.

    Raises ``InvalidInput`` naming ``kept`` for bars that are not there or do not fit
    their rhythm, and for a held note that would change its pitch.
    """
    numbers = numbered(bars)
    found: Settled = {}
    for one in kept:
        if one.number >= len(bars) or len(numbers[one.number]) != len(one.pitches):
            raise InvalidInput.of("kept", f"bar {one.number} does not fit the rhythm")
        for number, pitch in zip(numbers[one.number], one.pitches, strict=True):
            if number is None and pitch is not None:
                raise InvalidInput.of("kept", f"bar {one.number} has a pitch for a rest")
            if number is not None and found.setdefault(number, pitch) != pitch:
                raise InvalidInput.of("kept", f"bar {one.number} changes a held note")
    return found


def spread(bars: Sequence[RhythmBar], pitches: Sequence[Pitch | None]) -> Pitches:
    """Give every event the pitch of its note, and None to a rest."""
    return tuple(
        tuple(None if number is None else pitches[number] for number in row)
        for row in numbered(bars)
    )


def placed(music: Asked, notes: Settled, tonic: LadderStep) -> Line:
    """Read the bars whose notes are all settled as figures on degrees from ``tonic``."""
    home, tune = music.ladder.pitch(tonic).key_number, music.tune
    found: Line = {}
    for place, numbers in _numbers(tune):
        if numbers and all(number in notes for number in numbers):
            degrees = list(_degrees([notes[number] for number in numbers], music.parent, home))
            contour = tuple(degree - degrees[0] for degree in degrees)
            figure = music.lexicon.made(tune.bars[place].onsets, contour)
            found[place] = Placed(0.0, figure, degrees[0])
    return found


def _numbers(tune: Tune) -> Iterator[tuple[int, range]]:
    """Yield each bar's place and the numbers of its own figure's notes."""
    number = tune.upbeat
    for place, bar in enumerate(tune.bars):
        yield place, range(number, number + len(bar.onsets))
        number += bar.notes


def _degrees(pitches: Sequence[Pitch | None], parent: Parent, home: int) -> Iterator[Degree]:
    """Yield the nearest degree of each pitch; a silent note is as the one before it."""
    degree = 0
    for pitch in pitches:
        if pitch is not None:
            octave, semitone = divmod(pitch.key_number - home, 12)
            away = [abs(semitone - own) for own in parent.semitones]
            degree = octave * parent.size + away.index(min(away))
        yield degree
