"""An engraver gives what was asked for, ends what does not end, and leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from melodie.errors import Busy, EngravingError, EngravingTimeout
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.tests.conftest import SHORT
from service4_lilypond.tests.engravers import ASLEEP, ENDLESS, GOOD, MakeEngraver, engraves
from service4_lilypond.tests.processes import processes_in


@pytest.mark.parametrize("outputs", [[Output.PDF], [Output.PNG], [Output.PNG, Output.PDF]])
def test_one_run_gives_what_was_asked_for(engraver: Engraver, outputs: list[Output]) -> None:
    engraved = engraver.engrave(GOOD, outputs)
    assert list(engraved) == outputs
    begins = {Output.PDF: b"%PDF", Output.PNG: b"\x89PNG"}
    assert all(content.startswith(begins[output]) for output, content in engraved.items())


def test_the_same_score_gives_the_same_picture(engraver: Engraver) -> None:
    assert engraver.engrave(GOOD, [Output.PNG]) == engraver.engrave(GOOD, [Output.PNG])


@pytest.mark.parametrize("endless", [ENDLESS, ASLEEP])
def test_what_does_not_end_is_ended_and_nothing_of_it_runs_on(
    make: MakeEngraver, temporary: Path, endless: str
) -> None:
    engraver = make(limits=SHORT)
    engraver.check()
    worker = processes_in(temporary)
    with pytest.raises(EngravingTimeout):
        engraver.engrave(endless, [Output.PDF])
    assert processes_in(temporary) == worker


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


def test_an_engraver_that_is_never_used_leaves_nothing(make: MakeEngraver, temporary: Path) -> None:
    make()
    assert not list(temporary.iterdir())


def test_a_request_that_finds_every_worker_busy_is_refused_at_once(make: MakeEngraver) -> None:
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


def test_no_source_is_written_for_a_request_that_is_refused(make: MakeEngraver) -> None:
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


def test_two_workers_print_at_the_same_time(make: MakeEngraver) -> None:
    engraver = make(workers=2)
    together = Barrier(2)

    def ask(_: int) -> bool:
        together.wait()
        return engraves(engraver)

    with ThreadPoolExecutor(2) as callers:
        assert list(callers.map(ask, range(2))) == [True, True]


def test_a_score_that_cannot_be_read_is_an_error_and_its_log_is_kept(
    engraver: Engraver, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(EngravingError, match="could not"):
        engraver.engrave("{ c'4", [Output.PDF])
    assert "syntax error" in caplog.records[-1].__dict__["lilypond"]
