"""A temporary folder that somebody removes is made anew, and no score is lost with it."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from melodie.errors import EngravingError
from service4_lilypond.engraving import worker as lilypond_worker
from service4_lilypond.engraving.startup import SOURCE
from service4_lilypond.engraving.worker import LOG, Output
from service4_lilypond.tests.engravers import GOOD, MakeEngraver, engraves
from service4_lilypond.tests.processes import eventually, processes_in

# Waits until its own folder is gone; in another home, where nobody says "wait", it is engraved.
WAITING = '#(if (file-exists? "../wait") (let loop () (if (file-exists? "score.ly") (loop))))\n'


def remove_homes(temporary: Path) -> None:
    for home in temporary.glob("melodie-lilypond-*"):
        shutil.rmtree(home)


@pytest.mark.parametrize("remove", [remove_homes, shutil.rmtree])
def test_between_two_scores(
    make: MakeEngraver, temporary: Path, remove: Callable[[Path], None]
) -> None:
    engraver = make()
    assert engraves(engraver)
    remove(temporary)
    assert engraves(engraver)
    remove(temporary)
    engraver.check()
    assert engraves(engraver)
    assert len(processes_in(temporary)) == 1


def test_while_a_score_is_engraved(make: MakeEngraver, temporary: Path) -> None:
    engraver = make()
    engraver.check()
    (home,) = temporary.glob("melodie-lilypond-*")
    (home / "wait").touch()
    with ThreadPoolExecutor(1) as caller:
        engraved = caller.submit(engraver.engrave, WAITING + GOOD, [Output.PDF])
        assert eventually(lambda: [score for score in home.glob("score-*") if processes_in(score)])
        shutil.rmtree(home)
        assert engraved.result()[Output.PDF].startswith(b"%PDF")


@pytest.mark.parametrize("name", [SOURCE, LOG, Output.PDF.value])
def test_while_a_score_begins(
    make: MakeEngraver, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    engraver, emptied = make(), list[Path]()

    def empty(folder: Path, *rest: object) -> str:
        if not emptied:
            (folder / name).unlink()
            emptied.append(folder)
        return job(folder, *rest)

    job: Callable[..., str] = lilypond_worker._job
    monkeypatch.setattr(lilypond_worker, "_job", empty)
    assert engraves(engraver)
    assert emptied


def test_again_and_again_is_an_error(make: MakeEngraver, monkeypatch: pytest.MonkeyPatch) -> None:
    engraver = make()
    engraver.check()

    def empty(folder: Path, *rest: object) -> str:
        shutil.rmtree(folder)
        return job(folder, *rest)

    job: Callable[..., str] = lilypond_worker._job
    with monkeypatch.context() as patch:
        patch.setattr(lilypond_worker, "_job", empty)
        with pytest.raises(EngravingError, match="broke down"):
            engraver.engrave(GOOD, [Output.PDF])
    assert engraves(engraver)
