"""What is made in the background arrives as it is made, and ends whoever takes it."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from threading import Event

import pytest

from service1_frontend.ideas.arriving import taken_ahead

PATIENCE = 20


@pytest.fixture
def executor() -> Iterator[Executor]:
    with ThreadPoolExecutor() as executor:
        yield executor


@contextmanager
def noting(left: Event) -> Iterator[None]:
    try:
        yield
    finally:
        left.set()


def test_each_is_taken_before_the_next_is_made(executor: Executor) -> None:
    go_on = Event()

    def items() -> Iterator[str]:
        yield "first"
        assert go_on.wait(PATIENCE)
        yield "second"

    arriving = taken_ahead(executor, items(), nullcontext())
    assert next(arriving) == "first"
    go_on.set()
    assert list(arriving) == ["second"]


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_held_is_let_go_when_all_are_made_though_nobody_takes_them(
    executor: Executor, *, fails: bool
) -> None:
    left = Event()

    def items() -> Iterator[int]:
        yield 1
        assert not left.is_set()
        if fails:
            raise OSError

    with ExitStack() as stack:
        stack.enter_context(noting(left))
        taken_ahead(executor, items(), stack.pop_all())
    assert left.wait(PATIENCE)


def test_what_making_one_raises_is_raised_where_it_would_have_been_taken(
    executor: Executor,
) -> None:
    def items() -> Iterator[int]:
        yield 1
        raise LookupError

    arriving = taken_ahead(executor, items(), nullcontext())
    assert next(arriving) == 1
    with pytest.raises(LookupError):
        next(arriving)
