"""Workers serve long, are looked after, and are replaced when they fail or grow old."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from melodie.errors import EngravingError
from service4_lilypond.engraving import startup
from service4_lilypond.engraving import worker as lilypond_worker
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import Output
from service4_lilypond.tests.conftest import LIMITS
from service4_lilypond.tests.engravers import GOOD, MakeEngraver, engraves, wait_for_the_end_of
from service4_lilypond.tests.processes import eventually, processes_in

OWNER = """
import os, signal
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.lilypond.warming import warm_up_text
slot = WorkerSlot(warm_up_text(), 1)
(slot.make_ready().home / "score-1").mkdir()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_check_starts_every_worker(make: MakeEngraver, temporary: Path) -> None:
    make(workers=3).check()
    assert processes_in(temporary)
    assert eventually(lambda: len(processes_in(temporary)) == 3)


def test_a_check_while_a_worker_is_starting_waits_for_it(
    make: MakeEngraver, temporary: Path
) -> None:
    engraver = make()
    together = Barrier(3)

    def ask(_: int) -> int:
        together.wait()
        engraver.check()
        return len(processes_in(temporary))

    with ThreadPoolExecutor(3) as callers:
        assert list(callers.map(ask, range(3))) == [1, 1, 1]


def test_a_check_replaces_a_worker_that_died_unnoticed(make: MakeEngraver, temporary: Path) -> None:
    engraver = make(workers=2)
    engraver.check()
    assert eventually(lambda: len(processes_in(temporary)) == 2)
    first, second = processes_in(temporary)
    os.kill(first, signal.SIGKILL)
    wait_for_the_end_of(first)

    def replaced() -> bool:
        # Once is not enough where the one that died was still being started.
        engraver.check()
        return len(processes_in(temporary) - {first, second}) == 1

    assert eventually(replaced)
    assert second in processes_in(temporary)


def test_a_worker_serves_many_scores(make: MakeEngraver, temporary: Path) -> None:
    engraver = make()
    engraver.check()
    worker = processes_in(temporary)
    assert all(engraves(engraver) for _ in range(3))
    assert processes_in(temporary) == worker


def test_a_worker_whose_owner_is_killed_ends_and_removes_what_it_had(temporary: Path) -> None:
    owner = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", OWNER], env=os.environ | {"TMPDIR": str(temporary)}, check=False
    )
    assert owner.returncode == -signal.SIGKILL
    for worker in processes_in(temporary):
        wait_for_the_end_of(worker)
    assert not processes_in(temporary)
    assert not list(temporary.iterdir())


def test_a_worker_that_died_is_replaced(make: MakeEngraver, temporary: Path) -> None:
    engraver = make()
    engraver.check()
    (worker,) = processes_in(temporary)
    os.kill(worker, signal.SIGKILL)
    assert engraves(engraver)
    assert processes_in(temporary).isdisjoint({worker})


def test_a_worker_that_stands_still_is_replaced(
    make: MakeEngraver, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engraver = make()
    engraver.check()
    (worker,) = processes_in(temporary)
    os.kill(worker, signal.SIGSTOP)
    monkeypatch.setattr(lilypond_worker, "ANSWER_SECONDS", 1)
    assert engraves(engraver)
    assert worker not in processes_in(temporary)


def test_a_score_that_breaks_every_worker_is_an_error(
    make: MakeEngraver, monkeypatch: pytest.MonkeyPatch
) -> None:
    engraver = make()
    engraver.check()
    monkeypatch.setattr(lilypond_worker, "_job", lambda *_: "#<no worker can read this>\n")
    with pytest.raises(EngravingError, match="broke down"):
        engraver.engrave(GOOD, [Output.PDF])
    monkeypatch.undo()
    assert engraves(engraver)


def test_a_worker_is_replaced_before_it_grows_old(make: MakeEngraver, temporary: Path) -> None:
    engraver = make(lifetime=3)
    engraver.check()  # engraves one score by itself
    first = processes_in(temporary)
    assert engraves(engraver)
    assert processes_in(temporary) == first
    assert all(engraves(engraver) for _ in range(2))
    assert processes_in(temporary).isdisjoint(first)


def test_where_lilypond_does_not_start_nothing_is_pretended(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "executable", lambda: "/bin/false")
    engraver = Engraver([WorkerSlot(GOOD, lifetime=1)], LIMITS, waiting=0)
    for attempt in (engraver.check, lambda: engraver.engrave(GOOD, [Output.PDF])):
        with pytest.raises(EngravingError, match="does not start"):
            attempt()
    monkeypatch.undo()
    assert engraves(engraver)
    engraver.close()
    with pytest.raises(EngravingError, match="closed"):
        engraver.engrave(GOOD, [Output.PDF])
