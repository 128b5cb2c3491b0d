"""What a score means, and what four programs that are not ours make of our files of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from melodie.score import Score
from melodie.sounding import sounding_notes
from service4_lilypond.lilypond.text import LAYOUT, lilypond_text
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.sound.midi import midi
from service4_lilypond.tests.readers import (
    Heard,
    heard_by_music21,
    heard_by_verovio,
    heard_in_midi,
    midi_file,
    run_lilypond,
)

LILYPOND_TICK: Final = Fraction(1, 4 * 384)
"""LilyPond rounds to its own ticks; quintuplets fall between them."""

READERS: Final[Mapping[str, Callable[[Score, bytes], list[Heard]]]] = {
    "mido": lambda score, _: heard_in_midi(midi_file(midi(score))),
    "Verovio": lambda _, document: heard_by_verovio(document),
    "music21": lambda _, document: heard_by_music21(document),
}
"""Who hears exactly what was meant, from a score or its MusicXML."""

Written = Sequence[tuple[Score, bytes]]
"""Scores, each with its MusicXML."""


def written(scores: Iterable[Score]) -> Written:
    return [(score, musicxml(score)) for score in scores]


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
