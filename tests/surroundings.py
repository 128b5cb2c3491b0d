"""What the tests take from the environment, and what they leave out of it."""

from collections.abc import Iterable
from typing import Final

from melodie.settings import PREFIX

TOLD: Final = ("FORBID_SKIPS", "KEEP", "PROOFS", "PYTHON", "RESUME")
OURS: Final = {PREFIX + name for name in TOLD}
"""What is said to the tests themselves, and not to a service."""


def inherited(names: Iterable[str]) -> set[str]:
    """Return which of the variables are a service's settings: no test shall depend on those.

    Jenkins, for one, tells all its steps where Mélodie is, and a service that a
    test starts would believe that it is meant.
    """
    return {name for name in names if name.startswith(PREFIX)} - OURS
