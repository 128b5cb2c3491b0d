from contextlib import ExitStack

import pytest

from melodie.errors import Busy
from service4_lilypond.engraving.concurrency import ConcurrencyLimit


def test_as_many_run_as_may() -> None:
    limit = ConcurrencyLimit(2)
    with limit.slot(), limit.slot(), pytest.raises(Busy), limit.slot():
        pass


def test_a_slot_is_free_again_after_use() -> None:
    limit = ConcurrencyLimit(1)
    for _ in range(3):
        with limit.slot():
            pass


def test_a_slot_is_free_again_after_a_failure() -> None:
    limit = ConcurrencyLimit(1)
    with pytest.raises(ValueError, match="oops"), limit.slot():
        raise ValueError("oops")
    with limit.slot():
        pass


def test_a_caller_that_waits_longer_than_patience_is_refused() -> None:
    limit = ConcurrencyLimit(1, waiting=1, patience=0.01)
    with limit.slot(), pytest.raises(Busy, match="still"), limit.slot():
        pass


def test_a_refusal_takes_no_slot_away() -> None:
    limit = ConcurrencyLimit(2, waiting=1, patience=0.01)
    with ExitStack() as inside:
        inside.enter_context(limit.slot())
        inside.enter_context(limit.slot())
        with pytest.raises(Busy), limit.slot():
            pass
    with limit.slot(), limit.slot():
        pass


def test_a_refusal_says_when_to_come_back() -> None:
    assert Busy.retry_after is not None
