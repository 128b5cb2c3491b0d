"""A melody as ABC: eight bars in C, with nothing that tells where it comes from.

The upbeat is left out at both ends, and the melody moved by octaves until its
median lies within an octave that begins just below middle C.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low
from typing import Final

from scripts.evaluation.jury.lines import TONIC
from scripts.evaluation.tunes import BARS, TICKS, Form, Note, Tune

NAMES: Final = ("C", "^C", "D", "_E", "E", "F", "^F", "G", "_A", "A", "_B", "B")
EIGHTH: Final = TICKS // 2
LOWEST: Final = TONIC - 1
"""The lowest median of a melody that is shown."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A note or a rest (None) that stays within one bar; ``tied`` to the next."""

    onset: int
    length: int
    pitch: int | None
    tied: bool


def written(tune: Tune) -> str:
    """Return the ABC of a tune, on one line."""
    form = tune.form
    bars: list[list[Sound]] = [[] for _ in range(BARS)]
    for sound in _cut(_filled(_centred(_without_upbeats(tune)), form.bar * BARS), form.bar):
        bars[sound.onset // form.bar].append(sound)
    music = " | ".join(_bar(bar, form) for bar in bars)
    return f"M:{form.metre} L:1/8  {music} |]"


def _without_upbeats(tune: Tune) -> list[Note]:
    """Return the notes of the eight bars, less what would lead back into the upbeat."""
    upbeat = -min(0, *(note.onset for note in tune.notes))
    end = tune.form.bar * BARS - (upbeat if 2 * upbeat < tune.form.bar else 0)
    return [
        note._replace(length=min(note.length, end - note.onset))
        for note in tune.measured
        if note.onset < end
    ]


def _centred(notes: list[Note]) -> list[Note]:
    octaves = (median_low(note.pitch for note in notes) - LOWEST) // 12
    return [note._replace(pitch=note.pitch - 12 * octaves) for note in notes]


def _filled(notes: Iterable[Note], end: int) -> Iterator[Sound]:
    """Put rests where nothing sounds, up to ``end``."""
    now = 0
    for note in notes:
        if note.onset > now:
            yield Sound(now, note.onset - now, None, tied=False)
        yield Sound(*note, tied=False)
        now = note.onset + note.length
    if now < end:
        yield Sound(now, end - now, None, tied=False)


def _cut(sounds: Iterable[Sound], bar: int) -> Iterator[Sound]:
    """Cut what crosses a barline."""
    for sound in sounds:
        now, end = sound.onset, sound.onset + sound.length
        while now < end:
            reached = min(end, now - now % bar + bar)
            yield Sound(
                now, reached - now, sound.pitch, tied=reached < end and sound.pitch is not None
            )
            now = reached


def _bar(sounds: Iterable[Sound], form: Form) -> str:
    """Write a bar, with a gap before every beat, and signs where the bar needs them."""
    words: list[str] = []
    signs: dict[tuple[str, int], str] = {}
    for sound in sounds:
        place = sound.onset % form.bar
        words.append(" " if place and place % form.beat == 0 else "")
        words.append("z" if sound.pitch is None else _note(sound.pitch - TONIC, signs))
        words.append(_length(sound.length) + ("-" if sound.tied else ""))
    return "".join(words)


def _note(semitones: int, signs: dict[tuple[str, int], str]) -> str:
    octave, place = divmod(semitones, 12)
    letter, wanted = NAMES[place][-1], NAMES[place][:-1] or "="
    shown = "" if signs.get((letter, octave), "=") == wanted else wanted
    signs[letter, octave] = wanted
    high = letter.lower() + "'" * (octave - 1)
    return shown + (high if octave > 0 else letter + "," * -octave)


def _length(ticks: int) -> str:
    eighths = Fraction(ticks, EIGHTH)
    return {Fraction(1): "", Fraction(1, 2): "/"}.get(eighths, str(eighths))
