"""Ready means that a real score was engraved, as any score is."""

import os
import signal
from pathlib import Path

import pytest

from melodie.errors import EngravingError
from service4_lilypond.app import create_app
from service4_lilypond.engraving import startup
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import Engraved, EngravingLimits, Output
from service4_lilypond.settings import LilypondSettings
from service4_lilypond.tests.engravers import GOOD, MakeEngraver, engraves, wait_for_the_end_of
from service4_lilypond.tests.processes import processes_in

NOT_CONFINED = '(define (confine . _) (error "this kernel refuses"))'


@pytest.fixture
def unconfinable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The programs of a worker in which LilyPond starts well and no job does."""
    broken = tmp_path_factory.mktemp("broken") / "confine.scm"
    broken.write_text(NOT_CONFINED)
    *programs, last = startup.SCHEME
    return (*programs, broken, last)


@pytest.fixture
def engraved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of every score that was engraved."""
    scores: list[str] = []

    def count(
        slot: WorkerSlot, source: str, outputs: list[Output], limits: EngravingLimits
    ) -> Engraved:
        scores.append(source)
        return really(slot, source, outputs, limits)

    really = WorkerSlot.engrave
    monkeypatch.setattr(WorkerSlot, "engrave", count)
    return scores


def test_a_service_that_starts_lilypond_and_engraves_nothing_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
    unconfinable: tuple[Path, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = create_app(LilypondSettings(engravers=1, synthesizers=1))
    client = app.test_client()
    with monkeypatch.context() as patch:
        patch.setattr(startup, "SCHEME", unconfinable)
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.get_json()["detail"] == "Not ready: lilypond."
        assert "this kernel refuses" in capsys.readouterr().out
        assert client.get("/readyz").status_code == 503


def test_a_second_check_engraves_nothing(make: MakeEngraver, engraved: list[str]) -> None:
    engraver = make()
    for _ in range(3):
        engraver.check()
    assert len(engraved) == 1


def test_a_score_that_was_asked_for_proves_as_much(make: MakeEngraver, engraved: list[str]) -> None:
    engraver = make()
    assert engraves(engraver)
    engraver.check()
    assert len(engraved) == 1


def test_a_worker_that_was_replaced_proves_itself_anew(
    make: MakeEngraver, temporary: Path, engraved: list[str]
) -> None:
    engraver = make()
    engraver.check()
    (worker,) = processes_in(temporary)
    os.kill(worker, signal.SIGKILL)
    wait_for_the_end_of(worker)
    engraver.check()
    assert len(engraved) == 2


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


def test_the_log_says_which_soundfont_plays_or_that_there_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    font = tmp_path / "own.sf2"
    create_app(LilypondSettings(soundfont=font))
    assert "Sound is refused until there is one." in capsys.readouterr().out
    font.touch()
    create_app(LilypondSettings(soundfont=font))
    assert f"plays with {font}" in capsys.readouterr().out
