"""A strain cut into bars, in the ticks and metres of the tables."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from scripts.evaluation.steps import foreign, step
from scripts.evaluation.tunes import Note, Tune

METRES: Final = {
    "4/4": ("4/4", Fraction(1)),
    "2/2": ("4/4", Fraction(1)),
    "2/4": ("4/4", Fraction(2)),
    "4/2": ("4/4", Fraction(1, 2)),
    "3/4": ("3/4", Fraction(1)),
    "3/8": ("3/4", Fraction(2)),
    "3/2": ("3/4", Fraction(1, 2)),
    "6/8": ("6/8", Fraction(1)),
    "6/4": ("6/8", Fraction(1, 2)),
}
"""Metre -> the metre it is counted with, and what its lengths are multiplied by."""
LENGTHS: Final = {"4/4": 96, "3/4": 72, "6/8": 72}
"""Ticks in a bar of each metre of the tables."""
DOTTED, EVEN = (18, 6), (12, 12)


class Sound(NamedTuple):
    """A note of a bar: its onset and length in ticks, and its height in steps."""

    onset: int
    length: int
    height: int


class Bar(NamedTuple):
    """A bar that begins with a note, all of whose notes belong to the mode."""

    sounds: tuple[Sound, ...]
    lengths: tuple[int, ...]

    @property
    def contour(self) -> tuple[int, ...]:
        """The steps from the first note to each."""
        return tuple(sound.height - self.first for sound in self.sounds)

    @property
    def first(self) -> int:
        """The height of the first note."""
        return self.sounds[0].height

    @property
    def last(self) -> int:
        """The height of the last note."""
        return self.sounds[-1].height


def bars(strain: Tune, *, even: bool) -> list[Bar | None]:
    """Return the bars of a strain in a metre of ``METRES``, None for what is not plain.

    A note over a barline ends there. With ``even``, a bar with more than one
    dotted pair is taken for one of even pairs: dotting is a way of playing it.
    """
    metre, factor = METRES[strain.form.metre]
    full = LENGTHS[metre]
    heard: list[list[Note]] = [[] for _ in range(strain.bars)]
    for note in sorted(strain.notes):
        onset = round(note.onset * factor)
        if 0 <= onset < full * strain.bars:
            place = Note(onset % full, round(note.length * factor), note.pitch)
            heard[onset // full].append(place)
    return [_bar(notes, strain.form.mode, full, even=even and metre == "4/4") for notes in heard]


def _bar(notes: list[Note], mode: str, full: int, *, even: bool) -> Bar | None:
    onsets = [note.onset for note in notes]
    plain = onsets[:1] == [0] and len(set(onsets)) == len(onsets)
    if not plain or any(foreign(note.pitch, mode) for note in notes):
        return None
    sounds = [
        Sound(note.onset, min(note.length, following - note.onset), step(note.pitch, mode))
        for note, following in zip(notes, [*onsets[1:], full], strict=True)
    ]
    bar = Bar(tuple(sounds), tuple(_lengths(sounds, full)))
    return _evened(bar) if even else bar


def _lengths(sounds: list[Sound], full: int) -> Iterator[int]:
    """Yield the lengths of notes and, below 0, of the rests between them."""
    following = [*(sound.onset for sound in sounds[1:]), full]
    for sound, begins in zip(sounds, following, strict=True):
        yield sound.length
        if begins > sound.onset + sound.length:
            yield sound.onset + sound.length - begins


def _evened(bar: Bar) -> Bar:
    pairs = list(zip(bar.lengths, bar.lengths[1:], strict=False))
    if pairs.count(DOTTED) <= 1:
        return bar
    lengths = list(bar.lengths)
    onsets = [sound.onset for sound in bar.sounds]
    for place, pair in enumerate(pairs):
        if pair == DOTTED:
            lengths[place : place + 2] = EVEN
    moved = {18: 12}  # within its beat
    sounds = tuple(
        sound._replace(onset=onset - onset % 24 + moved.get(onset % 24, onset % 24))
        for sound, onset in zip(bar.sounds, onsets, strict=True)
    )
    notes = [length for length in lengths if length > 0]
    fitted = tuple(s._replace(length=length) for s, length in zip(sounds, notes, strict=True))
    return Bar(fitted, tuple(lengths))
