import pytest

from melodie.settings import SettingsError
from service4_lilypond.app import create_app
from service4_lilypond.settings import LilypondSettings, waiting_room


@pytest.mark.parametrize(("engravers", "synthesizers", "threads"), [(2, 2, 24), (4, 1, 17)])
def test_waiting_requests_leave_a_thread_for_those_that_are_refused(
    engravers: int, synthesizers: int, threads: int
) -> None:
    settings = LilypondSettings(engravers=engravers, synthesizers=synthesizers)
    held = engravers + synthesizers + 2 * waiting_room(settings, threads)
    assert threads - 2 <= held < threads


def test_the_queue_may_be_empty() -> None:
    assert waiting_room(LilypondSettings(engravers=1, synthesizers=1), 3) == 0


def test_as_many_may_wait_as_was_said() -> None:
    assert waiting_room(LilypondSettings(engravers=2, synthesizers=2, engraving_queue=3), 40) == 3


@pytest.mark.parametrize(("queue", "threads"), [(None, 4), (0, 4), (1, 6), (8, 20)])
def test_more_waiting_than_threads_is_refused_with_the_least_that_would_do(
    queue: int | None, threads: int
) -> None:
    settings = LilypondSettings(engravers=2, synthesizers=2, engraving_queue=queue)
    needed = 5 + 2 * (queue or 0)
    with pytest.raises(SettingsError, match=f"MELODIE_THREADS: {threads} .* {needed} is the least"):
        waiting_room(settings, threads)
    assert waiting_room(settings, needed) == (queue or 0)


def test_a_service_that_could_not_refuse_anybody_does_not_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MELODIE_THREADS", "3")
    with pytest.raises(SettingsError, match="MELODIE_THREADS"):
        create_app(LilypondSettings())
