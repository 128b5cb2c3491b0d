"""Chance that has nothing to surprise with."""

from melodie.chance import Chance


class Mean(Chance):
    """Always draws the middle."""

    def __init__(self) -> None:
        super().__init__("mean", 0)
        self._draw = lambda: 0.5
