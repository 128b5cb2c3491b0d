"""One stored score has one set of bytes in every format, whoever makes it and when."""

from collections.abc import Iterator
from typing import Final

import pytest

from melodie.contract import ScoreRequest
from melodie.formats import FORMATS
from service4_lilypond.engraver import Engraver
from service4_lilypond.gate import Gate
from service4_lilypond.presses import PressStand
from service4_lilypond.rendering import Studio
from service4_lilypond.tests.conftest import LIMITS
from service4_lilypond.tests.engravers import GOOD
from tests.builders import CLARINET, a_score, bar, note
from tests.scores import some_scores

WANTED: Final = ScoreRequest(
    score=a_score(
        [bar(note("Bb4", "1/2"), note("F#4", "1/2"))] * 6, title="春の海", instrument=CLARINET
    ),
    footline="example.org · seed 7",
)


def a_studio(stand: PressStand) -> Studio:
    return Studio(Engraver([stand], LIMITS, waiting=0), None, Gate(1))


@pytest.fixture(scope="module")
def another(workshop: object) -> Iterator[Studio]:
    """A studio whose LilyPond has its own process and folder, and has worked before."""
    stand = PressStand(GOOD, lifetime=100)
    studio = a_studio(stand)
    for score in some_scores(3):
        for extension in ("pdf", "svg", "png", "mid"):
            studio.render(ScoreRequest(score=score), extension)
    yield studio
    stand.close()


@pytest.mark.parametrize("extension", [made.extension for made in FORMATS])
def test_two_replicas_make_the_same_file(
    stand: PressStand, another: Studio, extension: str
) -> None:
    assert another.render(WANTED, extension) == a_studio(stand).render(WANTED, extension)


def test_no_file_tells_when_it_was_made(another: Studio) -> None:
    pdf, archive = (another.render(WANTED, extension) for extension in ("pdf", "zip"))
    assert b"CreationDate" not in pdf
    assert pdf in archive
