"""A melody of any length as sections: how long each is, and which ones return.

Sections have eight bars (twelve in a blues). What is left over makes a shorter
section that leads away, or lengthens the last one.
"""

from dataclasses import dataclass
from typing import Final

from melodie.chance import Chance

SECTION: Final = 8
SHORTEST: Final = 4
"""What is left over and shorter than this lengthens the section before it."""

ORDERS: Final[dict[int, tuple[tuple[float, str], ...]]] = {
    1: ((1, "A"),),
    2: ((2, "AA"), (2, "AR")),
    3: ((2, "ABA"), (2, "AAR"), (1, "AAB")),
    4: ((5, "AABA"), (2, "ARAR")),
    5: ((2, "AABAR"), (2, "ARARB")),
    6: ((2, "ARARBR"), (2, "AABAAB")),
    7: ((2, "AABACBA"), (2, "ARARBAR")),
    8: ((2, "AABACABA"), (2, "ARARBRAR")),
}
"""How sections follow each other, by their number: ``A`` and ``C`` state ideas, ``B`` is a
bridge, ``R`` a refrain; a letter that comes again is a return."""


@dataclass(frozen=True, slots=True)
class Section:
    """``length`` bars under a ``letter``; ``returns`` says that it has been heard before."""

    letter: str
    length: int
    returns: bool
    last: bool

    @property
    def bridge(self) -> bool:
        """Whether it leads away, and so stays open at its end."""
        return self.letter == "B" and not self.last


def divide(bars: int, whole: int, chance: Chance) -> list[Section]:
    """Divide ``bars`` bars into sections of ``whole`` bars, and what is left over."""
    count, left = divmod(bars, whole)
    short = left >= SHORTEST or count == 0
    orders = ORDERS[min(count + short, max(ORDERS))]
    letters = chance.weighted([o for _, o in orders], [odds for odds, _ in orders])
    lengths = [whole] * count
    if short and count:
        lengths.insert(_departure(letters), left)
    elif short:
        lengths = [left]
    else:
        lengths[-1] += left
    return [
        Section(letter, lengths[n], letter in letters[:n], last=n == len(letters) - 1)
        for n, letter in enumerate(letters)
    ]


def _departure(letters: str) -> int:
    """Return which section is the shorter one: the first that is heard once, or the last."""
    once = [n for n, letter in enumerate(letters) if n and letters.count(letter) == 1]
    return once[0] if once else len(letters) - 1
