"""What is decided by a sum is decided alike on every Python."""

import subprocess
import sys

from melodie.adding import added
from tests.sources import ROOT


def test_no_melody_of_any_kind_is_decided_by_a_sum_that_rounds_by_the_version() -> None:
    watched = [sys.executable, "-m", "tests.music.adding"]
    said = subprocess.run(watched, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert said.stdout.split() == []


def test_numbers_are_added_one_after_another() -> None:
    assert added([]) == 0.0
    assert added([1e16, 1.0, -1e16]) == 0.0
    assert added([0.1] * 10) != 1.0
