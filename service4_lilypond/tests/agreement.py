"""What a score means, and what four programs that are not ours make of our files of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from melodie.score import Score
from service4_lilypond.lilypond_text import LAYOUT, lilypond_text
from service4_lilypond.midi import midi
from service4_lilypond.musicxml import musicxml
from service4_lilypond.tests.readers import (
    Heard,
    heard_by_music21,
    heard_by_verovio,
    heard_in_midi,
    midi_file,
    run_lilypond,
)
from service4_lilypond.timeline import sounding_notes

LILYPOND_TICK: Final = Fraction(1, 4 * 384)
"""LilyPond rounds to its own ticks; quintuplets fall between them."""

READERS: Final[Mapping[str, Callable[[Score], list[Heard]]]] = {
    "mido": lambda score: heard_in_midi(midi_file(midi(score))),
    "Verovio": lambda score: heard_by_verovio(musicxml(score)),
    "music21": lambda score: heard_by_music21(musicxml(score)),
}
"""Who hears exactly what was meant."""


def meant(score: Score) -> list[Heard]:
    return [(note.onset, note.duration, note.pitch.key_number) for note in sounding_notes(score)]


def performed_by_lilypond(scores: Sequence[Score], folder: Path) -> Iterator[list[Heard]]:
    """Have LilyPond perform them all in one process."""
    # without a layout nothing is engraved, which takes nine tenths of the time
    sources = [lilypond_text(score, midi=True).replace(LAYOUT, "") for score in scores]
    performed, _ = run_lilypond(sources, folder)
    return map(heard_in_midi, performed)


def close(heard: Sequence[Heard], meant: Sequence[Heard]) -> bool:
    """Whether the same keys sound at the same times, but for ``LILYPOND_TICK``."""
    return len(heard) == len(meant) and all(
        key == meant_key
        and abs(onset - meant_onset) <= LILYPOND_TICK
        and abs(duration - meant_duration) <= LILYPOND_TICK
        for (onset, duration, key), (meant_onset, meant_duration, meant_key) in zip(
            heard, meant, strict=True
        )
    )
