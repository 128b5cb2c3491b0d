from contextlib import ExitStack

import pytest

from melodie.errors import Busy
from service4_lilypond.gate import Gate


def test_a_gate_lets_in_as_many_as_there_are_places() -> None:
    gate = Gate(2)
    with gate.enter(), gate.enter(), pytest.raises(Busy), gate.enter():
        pass


def test_a_place_is_free_again_after_use() -> None:
    gate = Gate(1)
    for _ in range(3):
        with gate.enter():
            pass


def test_a_place_is_free_again_after_a_failure() -> None:
    gate = Gate(1)
    with pytest.raises(ValueError, match="oops"), gate.enter():
        raise ValueError("oops")
    with gate.enter():
        pass


def test_who_waits_longer_than_patience_is_sent_away() -> None:
    gate = Gate(1, waiting=1, patience=0.01)
    with gate.enter(), pytest.raises(Busy, match="still"), gate.enter():
        pass


def test_a_gate_that_sent_someone_away_has_lost_no_place() -> None:
    gate = Gate(2, waiting=1, patience=0.01)
    with ExitStack() as inside:
        inside.enter_context(gate.enter())
        inside.enter_context(gate.enter())
        with pytest.raises(Busy), gate.enter():
            pass
    with gate.enter(), gate.enter():
        pass


def test_the_one_sent_away_is_told_when_to_come_back() -> None:
    assert Busy.retry_after is not None
