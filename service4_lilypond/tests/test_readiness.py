"""Ready means that a real score was engraved, as any score is."""

import os
import signal
from pathlib import Path

import pytest

from melodie.errors import EngravingError
from service4_lilypond import lilypond
from service4_lilypond.app import create_app
from service4_lilypond.lilypond import Limits, Output, Printed
from service4_lilypond.presses import PressStand
from service4_lilypond.settings import LilypondSettings
from service4_lilypond.tests.engravers import GOOD, MakeEngraver, engraves, wait_for_the_end_of
from service4_lilypond.tests.processes import processes_in

NOT_CONFINED = '(define (confine . _) (error "this kernel refuses"))'


@pytest.fixture
def unconfinable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The programs of a press in which LilyPond starts well and no job does."""
    broken = tmp_path_factory.mktemp("broken") / "confine.scm"
    broken.write_text(NOT_CONFINED)
    *programs, last = lilypond._SCHEME
    return (*programs, broken, last)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of every score that was printed."""
    scores: list[str] = []

    def count(stand: PressStand, source: str, outputs: list[Output], limits: Limits) -> Printed:
        scores.append(source)
        return really(stand, source, outputs, limits)

    really = PressStand.print
    monkeypatch.setattr(PressStand, "print", count)
    return scores


def test_a_service_that_starts_lilypond_and_engraves_nothing_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
    unconfinable: tuple[Path, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = create_app(LilypondSettings(engravers=1, synthesizers=1))
    client = app.test_client()
    with monkeypatch.context() as patch:
        patch.setattr(lilypond, "_SCHEME", unconfinable)
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.get_json()["detail"] == "Not ready: lilypond."
        assert "this kernel refuses" in capsys.readouterr().out
        assert client.get("/readyz").status_code == 503


def test_who_asks_again_has_nothing_engraved(make: MakeEngraver, printed: list[str]) -> None:
    engraver = make()
    for _ in range(3):
        engraver.check()
    assert len(printed) == 1


def test_a_score_that_somebody_asked_for_proves_as_much(
    make: MakeEngraver, printed: list[str]
) -> None:
    engraver = make()
    assert engraves(engraver)
    engraver.check()
    assert len(printed) == 1


def test_a_press_that_was_replaced_proves_itself_anew(
    make: MakeEngraver, temporary: Path, printed: list[str]
) -> None:
    engraver = make()
    engraver.check()
    (press,) = processes_in(temporary)
    os.kill(press, signal.SIGKILL)
    wait_for_the_end_of(press)
    engraver.check()
    assert len(printed) == 2


def test_an_engraver_at_its_first_score_is_not_ready_before_it_is_done(make: MakeEngraver) -> None:
    engraver = make()
    asked: list[None] = []

    def write() -> str:
        with pytest.raises(EngravingError, match="No score has been engraved yet"):
            engraver.check()
        asked.append(None)
        return GOOD

    assert engraver.engrave_written(write, [Output.PDF])
    assert asked


def test_an_engraver_at_work_is_ready_once_it_has_engraved(make: MakeEngraver) -> None:
    engraver = make()
    engraver.check()

    def write() -> str:
        engraver.check()
        return "{ c'1 }"

    assert engraver.engrave_written(write, [Output.PDF])
