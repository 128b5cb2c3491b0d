"""Chords of three voices, led so that all of them together move as little as they can.

Of all ways through the voicings of the chords, the cheapest is found exactly, by dynamic
programming (Bellman 1957): the cost is the semitones that voices move, and much more for a
voice that is not above the bass. Voices do not cross, so each is led to the nearest place.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from melodie.chord_kinds import chord_tones
from melodie.harmony import Chord
from melodie.pitch import Pitch
from service2_notes.accompanying.basses import OCTAVE, note_from, root_note
from service2_notes.accompanying.register import Register

Voicing = tuple[int, int, int]
"""The MIDI keys of three voices, the lowest first."""

VOICES: Final = 3
TRIAD: Final = 3
SEVENTH: Final = 4
FAULT: Final = 100
"""What a voice costs that is not above the bass: more than any movement."""


class Setting(NamedTuple):
    """What decides how a chord can be voiced; ``leading`` is the leading note's pitch class."""

    register: Register
    leading: int


def led(chords: Sequence[Chord], setting: Setting) -> list[Voicing]:
    """Return a voicing for each chord; of ways that cost the same, the first."""
    columns = [voicings_of(chord, setting) for chord in chords]
    basses = [root_note(chord, setting.register.bass).key_number for chord in chords]
    costs: list[int] = []
    origins: list[list[int]] = []
    before: tuple[Voicing, ...] = ()
    for column, bass in zip(columns, basses, strict=True):
        best = [_cheapest(before, costs, voicing) for voicing in column]
        costs = [
            cost + hidden(voicing, bass) for (cost, _), voicing in zip(best, column, strict=True)
        ]
        origins.append([origin for _, origin in best])
        before = column
    return _traced(columns, origins, costs)


def movement(before: Voicing, after: Voicing) -> int:
    """Return how many semitones the three voices move, all together."""
    return abs(after[0] - before[0]) + abs(after[1] - before[1]) + abs(after[2] - before[2])


def hidden(voicing: Voicing, bass: int) -> int:
    """Return what the voices cost that are not above the bass."""
    return FAULT * sum(key <= bass for key in voicing)


@lru_cache(maxsize=1024)
def voicings_of(chord: Chord, setting: Setting) -> tuple[Voicing, ...]:
    """Return every voicing of a chord within an octave, the highest first.

    The leading note is not doubled where the bass has it.
    """
    bass = root_note(chord, setting.register.bass).key_number % OCTAVE
    shunned = bass if bass == setting.leading else None
    floor, ceiling = setting.register.floor, setting.register.ceiling
    tones = [note_from(name, 0).key_number % OCTAVE for name in chord_tones(chord)]
    ways = (
        _close(_choices(tones, shunned), range(floor, ceiling + 1)),
        _close(_choices(tones, None), range(floor, ceiling + 1)),  # no room to do without it
        _close(_choices(tones, None), range(floor - OCTAVE, ceiling + 1)),  # a doubled fifth
    )
    found = next(filter(None, map(set, ways)))
    return tuple(sorted(found, reverse=True))


def _close(choices: Iterable[Sequence[int]], keys: range) -> Iterator[Voicing]:
    """Yield all ways to set some pitch classes within an octave."""
    for chosen in choices:
        places = [[key for key in keys if key % OCTAVE == tone] for tone in chosen]
        for voices in product(*places):
            low, middle, high = sorted(voices)
            if low < middle < high <= low + OCTAVE:
                yield low, middle, high


@lru_cache(maxsize=4096)
def pitch_of(key: int, chord: Chord) -> Pitch:
    """Return a note of a chord by its MIDI key; raises ``ValueError`` if it has no such note."""
    for name in chord_tones(chord):
        pitch = note_from(name, key)
        if pitch.key_number == key:
            return pitch
    raise ValueError(f"there is no key {key} in {chord}")


def _choices(tones: Sequence[int], shunned: int | None) -> list[tuple[int, ...]]:
    """Return which pitch classes three voices may have together.

    A triad has all its notes; of a seventh chord the fifth or the root may go, as the bass
    has that; of anything higher the third and the seventh stay, with one note above them.
    """
    kept = [tone for tone in tones if tone != shunned]
    if len(tones) == SEVENTH and len(kept) == SEVENTH:
        return [tuple(tones[1:]), (tones[0], tones[1], tones[3])]
    if len(tones) > SEVENTH and tones[1] in kept and tones[3] in kept:
        return [(tones[1], tones[3], high) for high in tones[SEVENTH:] if high in kept]
    if len(kept) >= TRIAD:
        return [tuple(kept[:VOICES])]
    pair = kept if len(kept) > 1 else tones
    return [(*pair, doubled) for doubled in pair]


def _cheapest(before: Sequence[Voicing], costs: Sequence[int], voicing: Voicing) -> tuple[int, int]:
    """Return the least cost of coming to a voicing, and which of those before that is from."""
    if not before:
        return 0, 0
    return min(
        (cost + movement(one, voicing), origin)
        for origin, (one, cost) in enumerate(zip(before, costs, strict=True))
    )


def _traced(
    columns: Sequence[Sequence[Voicing]], origins: Sequence[Sequence[int]], costs: Sequence[int]
) -> list[Voicing]:
    if not columns:
        return []
    place = costs.index(min(costs))
    path = list(_backwards(columns, origins, place))
    return path[::-1]


def _backwards(
    columns: Sequence[Sequence[Voicing]], origins: Sequence[Sequence[int]], place: int
) -> Iterator[Voicing]:
    for column, came in zip(reversed(columns), reversed(origins), strict=True):
        yield column[place]
        place = came[place]
