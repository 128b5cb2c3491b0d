"""The melodies of the recipes, and their files as the service makes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from melodie.contract import AccompanimentRequest, ScoreRequest
from melodie.formats import BY_EXTENSION
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.making.composing import compose
from service1_frontend.recipes.completing import complete
from service1_frontend.recipes.options import gather
from service1_frontend.services import Services
from service4_lilypond.tests.readers import Heard
from tests.interop.chords import enriched
from tests.interop.recipes import ROWS, request
from tests.siblings import real_services

ACCOMPANIED: Final = {
    0: "broken",
    1: "waltz",
    2: "march",
    3: "arpeggio",
    6: "boom_chick",
    7: "walking",
    12: "strum",
    15: "bossa",
    16: "held",
}
"""Recipes by their place, and a pattern for each."""

DOUBLE_BASS: Final = 32
EXTENSIONS: Final = ("mid", "musicxml", "ly", "svg", "abc")


@dataclass(frozen=True)
class Melody:
    """A score, and the path of its files without their extension."""

    score: Score
    stem: Path

    @property
    def heard(self) -> list[Heard]:
        """Onset and duration in whole notes, and MIDI key, of every note."""
        notes = sounding_notes(self.score)
        return [(note.onset, note.duration, note.pitch.key_number) for note in notes]

    @property
    def barlines(self) -> list[Fraction]:
        """Where every bar begins, in whole notes."""
        lengths = [bar.length for bar in self.score.bars]
        return [sum(lengths[:count], Fraction(0)) for count in range(len(lengths))]

    def path(self, extension: str) -> Path:
        """Return the path of one of its files; an ending such as ``-musescore.png`` also does."""
        return self.stem.with_name(self.stem.name + extension)


def written_into(folder: Path) -> Iterator[Melody]:
    """Compose every recipe, and write its files."""
    services = real_services()
    options = gather(services)
    for number in range(len(ROWS)):
        score = enriched(compose(complete(request(number), options), options, services))
        melody = Melody(score, folder / f"{number:02}")
        for extension in EXTENSIONS:
            _write(melody, extension, services)
        yield melody


def accompanied_into(folder: Path, melodies: Sequence[Melody]) -> Iterator[Melody]:
    """Accompany some melodies, and write the files that have the accompaniment."""
    services = real_services()
    for number, pattern in ACCOMPANIED.items():
        tune = melodies[number].score
        made = services.accompany(AccompanimentRequest(score=tune, pattern=pattern))
        below = replace(made.accompaniment, bass_program=DOUBLE_BASS)
        melody = Melody(replace(tune, accompaniment=below), folder / f"{number:02}-{pattern}")
        for extension in ("mid", "musicxml"):
            _write(melody, extension, services)
        yield melody


def _write(melody: Melody, extension: str, services: Services) -> None:
    asked = ScoreRequest(score=melody.score, footline="melodies.example · seed 7", layout="piano")
    with melody.path(f".{extension}").open("wb") as file:
        services.render(asked, BY_EXTENSION[extension], file)
