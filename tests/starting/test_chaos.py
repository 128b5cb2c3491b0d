"""The chaos benchmark counts what was refused, how long it lasted, and what is lost."""

from scripts.benchmarks.chaos import _lost, _row
from scripts.benchmarks.makers import Attempt, Notes, making
from tests.door import opened
from tests.starting.started import eventually

MADE = b'{"url": "%s/melodies/1", "files": {"pdf": "%s/melodies/1/x.pdf"}}'


def test_a_row_counts_failures_and_measures_until_the_last_of_them() -> None:
    attempts = [
        Attempt(sheet=False, began=0, ended=1, well=True),
        Attempt(sheet=False, began=1, ended=4.5, well=False),
        Attempt(sheet=True, began=4.5, ended=5, well=True),
    ]
    assert _row(attempts, over=2) == ("1", "1", "1", "0", "3.5", "2.5")


def test_what_is_made_and_not_there_is_lost() -> None:
    with opened({"/melodies/1": b"here"}) as door:
        assert _lost(door.url, ["/melodies/1"]) == 0
        assert _lost(door.url, ["/melodies/1", "/melodies/2"]) == 1


def test_clients_note_what_was_made_and_what_failed() -> None:
    with opened({}) as door, making(door.url, 1) as notes:
        assert eventually(lambda: failed(notes, sheet=False))
        made = MADE % (door.url.encode(), door.url.encode())
        door.has["/api/v1/melodies"] = made
        assert eventually(lambda: failed(notes, sheet=True))
    assert set(notes.made) == {"/melodies/1"}


def failed(notes: Notes, *, sheet: bool) -> bool:
    return any(attempt.sheet == sheet and not attempt.well for attempt in notes.attempts)
