import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier

import pytest

from melodie.errors import Busy, EngravingError, EngravingTimeout
from service4_lilypond import lilypond
from service4_lilypond.engraver import Engraver
from service4_lilypond.lilypond import Limits, Output
from service4_lilypond.presses import PressStand
from service4_lilypond.tests.conftest import LIMITS, SHORT
from service4_lilypond.tests.processes import processes_in
from service4_lilypond.warming import warm_up_text

GOOD = warm_up_text()
ENDLESS = "#(let loop () (loop))"
ASLEEP = "#(let loop () (sleep 1000) (loop))"

OWNER = """
import os, signal
from service4_lilypond.presses import PressStand
from service4_lilypond.warming import warm_up_text
stand = PressStand(warm_up_text(), 1)
with stand.folder():
    os.kill(os.getpid(), signal.SIGKILL)
"""

MakeEngraver = Callable[..., Engraver]


def wait_for_the_end_of(process: int) -> None:
    with suppress(ProcessLookupError):
        select.select([os.pidfd_open(process)], [], [], 60)


@pytest.fixture
def make(temporary: Path) -> Iterator[MakeEngraver]:
    """Makes engravers whose folders are all in ``temporary``."""
    made: list[Engraver] = []

    def make_engraver(presses: int = 1, lifetime: int = 100, limits: Limits = LIMITS) -> Engraver:
        stands = [PressStand(GOOD, lifetime) for _ in range(presses)]
        made.append(Engraver(stands, limits, waiting=0))
        return made[-1]

    yield make_engraver
    for engraver in made:
        engraver.close()


def engraves(engraver: Engraver) -> bool:
    return engraver.engrave(GOOD, [Output.PDF])[Output.PDF].startswith(b"%PDF")


@pytest.mark.parametrize("outputs", [[Output.PDF], [Output.PNG], [Output.PNG, Output.PDF]])
def test_one_run_gives_what_was_asked_for(engraver: Engraver, outputs: list[Output]) -> None:
    engraved = engraver.engrave(GOOD, outputs)
    assert list(engraved) == outputs
    begins = {Output.PDF: b"%PDF", Output.PNG: b"\x89PNG"}
    assert all(content.startswith(begins[output]) for output, content in engraved.items())


def test_the_same_score_gives_the_same_picture(engraver: Engraver) -> None:
    assert engraver.engrave(GOOD, [Output.PNG]) == engraver.engrave(GOOD, [Output.PNG])


def test_who_asks_whether_all_is_ready_starts_every_press(
    make: MakeEngraver, temporary: Path
) -> None:
    make(presses=3).check()
    assert len(processes_in(temporary)) == 3


def test_a_press_that_died_unnoticed_is_replaced_when_somebody_asks_whether_all_is_ready(
    make: MakeEngraver, temporary: Path
) -> None:
    engraver = make(presses=2)
    engraver.check()
    first, second = processes_in(temporary)
    os.kill(first, signal.SIGKILL)
    wait_for_the_end_of(first)
    engraver.check()
    assert len(processes_in(temporary) - {first, second}) == 1
    assert second in processes_in(temporary)


def test_a_press_serves_many_scores(make: MakeEngraver, temporary: Path) -> None:
    engraver = make()
    engraver.check()
    press = processes_in(temporary)
    assert all(engraves(engraver) for _ in range(3))
    assert processes_in(temporary) == press


@pytest.mark.parametrize("endless", [ENDLESS, ASLEEP])
def test_what_does_not_end_is_ended_and_nothing_of_it_runs_on(
    make: MakeEngraver, temporary: Path, endless: str
) -> None:
    engraver = make(limits=SHORT)
    engraver.check()
    press = processes_in(temporary)
    with pytest.raises(EngravingTimeout):
        engraver.engrave(endless, [Output.PDF])
    assert processes_in(temporary) == press


@pytest.mark.parametrize("endless", [ENDLESS, ASLEEP])
def test_the_next_score_does_not_notice_what_was_ended(
    hurried: Engraver, engraver: Engraver, endless: str
) -> None:
    good = engraver.engrave(GOOD, [Output.PNG])
    with pytest.raises(EngravingTimeout):
        hurried.engrave(endless, [Output.PDF])
    assert engraver.engrave(GOOD, [Output.PNG]) == good


def test_nothing_is_left_in_the_folder_for_temporary_files(
    make: MakeEngraver, temporary: Path
) -> None:
    engraver = make(limits=SHORT)
    with pytest.raises(EngravingError):
        engraver.engrave("{ c'4", [Output.PDF])
    with pytest.raises(EngravingTimeout):
        engraver.engrave(ASLEEP, [Output.PDF])
    assert not list(temporary.rglob("score-*"))
    engraver.close()
    assert not list(temporary.iterdir())
    assert not processes_in(temporary)


def test_who_only_makes_an_engraver_leaves_nothing(make: MakeEngraver, temporary: Path) -> None:
    make()
    assert not list(temporary.iterdir())


def test_a_press_whose_owner_is_killed_ends_and_removes_what_it_had(temporary: Path) -> None:
    owner = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", OWNER], env=os.environ | {"TMPDIR": str(temporary)}, check=False
    )
    assert owner.returncode == -signal.SIGKILL
    for press in processes_in(temporary):
        wait_for_the_end_of(press)
    assert not processes_in(temporary)
    assert not list(temporary.iterdir())


def test_who_finds_every_press_at_work_is_refused_at_once(make: MakeEngraver) -> None:
    engraver = make(limits=SHORT)
    engraver.check()
    together = Barrier(2)

    def ask(_: int) -> type[Exception]:
        together.wait()
        with pytest.raises((Busy, EngravingTimeout)) as caught:
            engraver.engrave(ASLEEP, [Output.PDF])
        return caught.type

    with ThreadPoolExecutor(2) as callers:
        assert set(callers.map(ask, range(2))) == {Busy, EngravingTimeout}


def test_nothing_is_written_for_one_who_is_refused(make: MakeEngraver) -> None:
    engraver = make()
    written: list[str] = []

    def write() -> str:
        written.append(GOOD)
        if len(written) == 1:
            with pytest.raises(Busy):
                engraver.engrave_written(write, [Output.PDF])
        return GOOD

    assert engraver.engrave_written(write, [Output.PDF])
    assert written == [GOOD]


def test_two_presses_print_at_the_same_time(make: MakeEngraver) -> None:
    engraver = make(presses=2)
    together = Barrier(2)

    def ask(_: int) -> bool:
        together.wait()
        return engraves(engraver)

    with ThreadPoolExecutor(2) as callers:
        assert list(callers.map(ask, range(2))) == [True, True]


def test_a_press_that_died_is_replaced(make: MakeEngraver, temporary: Path) -> None:
    engraver = make()
    engraver.check()
    (press,) = processes_in(temporary)
    os.kill(press, signal.SIGKILL)
    assert engraves(engraver)
    assert processes_in(temporary).isdisjoint({press})


def test_a_press_that_stands_still_is_replaced(
    make: MakeEngraver, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engraver = make()
    engraver.check()
    (press,) = processes_in(temporary)
    os.kill(press, signal.SIGSTOP)
    monkeypatch.setattr(lilypond, "ANSWER_SECONDS", 1)
    assert engraves(engraver)
    assert press not in processes_in(temporary)


def test_a_score_that_breaks_every_press_is_an_error(
    make: MakeEngraver, monkeypatch: pytest.MonkeyPatch
) -> None:
    engraver = make()
    engraver.check()
    monkeypatch.setattr(lilypond, "_job", lambda *_: "#<no press can read this>\n")
    with pytest.raises(EngravingError, match="broke down"):
        engraver.engrave(GOOD, [Output.PDF])
    monkeypatch.undo()
    assert engraves(engraver)


def test_a_press_is_replaced_before_it_grows_old(make: MakeEngraver, temporary: Path) -> None:
    engraver = make(lifetime=2)
    engraver.check()
    first = processes_in(temporary)
    assert engraves(engraver)
    assert processes_in(temporary) == first
    assert all(engraves(engraver) for _ in range(2))
    assert processes_in(temporary).isdisjoint(first)


def test_a_score_that_cannot_be_read_is_an_error_and_its_log_is_kept(
    engraver: Engraver, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(EngravingError, match="could not"):
        engraver.engrave("{ c'4", [Output.PDF])
    assert "syntax error" in caplog.records[-1].__dict__["lilypond"]


def test_where_lilypond_does_not_start_nothing_is_pretended(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lilypond, "_executable", lambda: "/bin/false")
    engraver = Engraver([PressStand(GOOD, lifetime=1)], LIMITS, waiting=0)
    for attempt in (engraver.check, lambda: engraver.engrave(GOOD, [Output.PDF])):
        with pytest.raises(EngravingError, match="does not start"):
            attempt()
    monkeypatch.undo()
    assert engraves(engraver)
    engraver.close()
    with pytest.raises(EngravingError, match="closed"):
        engraver.engrave(GOOD, [Output.PDF])
