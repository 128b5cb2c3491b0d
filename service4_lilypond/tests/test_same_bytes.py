"""One stored score has one set of bytes in every format, whoever makes it and when."""

from collections.abc import Iterator
from typing import Final

import pytest

from melodie.contract import ScoreRequest
from melodie.formats import FORMATS
from service4_lilypond.engraving.concurrency import ConcurrencyLimit
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.rendering import Renderer
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


def a_renderer(slot: WorkerSlot) -> Renderer:
    return Renderer(Engraver([slot], LIMITS, waiting=0), None, ConcurrencyLimit(1))


@pytest.fixture(scope="module")
def another(workshop: object) -> Iterator[Renderer]:
    """A renderer whose LilyPond has its own process and folder, and has worked before."""
    slot = WorkerSlot(GOOD, lifetime=100)
    renderer = a_renderer(slot)
    for score in some_scores(3):
        for extension in ("pdf", "svg", "png", "mid"):
            renderer.render(ScoreRequest(score=score), extension)
    yield renderer
    slot.close()


@pytest.mark.parametrize("extension", [made.extension for made in FORMATS])
def test_two_replicas_make_the_same_file(
    slot: WorkerSlot, another: Renderer, extension: str
) -> None:
    assert another.render(WANTED, extension) == a_renderer(slot).render(WANTED, extension)


def test_no_file_holds_the_date_of_its_making(another: Renderer) -> None:
    pdf, archive = (another.render(WANTED, extension) for extension in ("pdf", "zip"))
    assert b"CreationDate" not in pdf
    assert pdf in archive
