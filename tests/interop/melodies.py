"""The melodies of the recipes, and their files as the service makes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from melodie.contract import ScoreRequest
from melodie.formats import BY_EXTENSION
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.making.composing import compose
from service1_frontend.recipes.completing import complete
from service1_frontend.recipes.options import gather
from service4_lilypond.tests.readers import Heard
from tests.interop.chords import enriched
from tests.interop.recipes import ROWS, request
from tests.siblings import real_services

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
            asked = ScoreRequest(score=score, footline="melodies.example · seed 7")
            with melody.path(f".{extension}").open("wb") as file:
                services.render(asked, BY_EXTENSION[extension], file)
        yield melody
