"""The score as a picture for the screen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from service4_lilypond.picture import svg
from tests.builders import a_score


def test_every_thread_of_a_server_draws_the_same_picture() -> None:
    here = svg(a_score())
    together = Barrier(4)

    def draw(_: int) -> bytes:
        together.wait(timeout=30)
        return svg(a_score())

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(draw, range(4))) == {here}
