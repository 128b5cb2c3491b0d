"""Composes melodies of every kind, and prints where the built-in ``sum`` has added floats.

From Python 3.12 on ``sum`` rounds floats otherwise than before, so that what is decided
by one would not be the same on every machine; ``melodie.adding.added`` does not.
"""

import builtins
import sys
from collections.abc import Iterable
from itertools import cycle, product
from typing import Any

BUILT_IN = builtins.sum
STYLES = ("song", "dance", "hymn", "blues", "riff")
SCALES = ("major", "natural_minor", "major_blues", "minor_pentatonic", "octatonic")
METRES = ("4/4", "6/8", "7/8")
BARS = (2, 8, 16)


def main() -> None:
    """Compose, and name every line at which floats were added."""
    found: set[str] = set()

    def watched(numbers: Iterable[Any], /, start: Any = 0) -> Any:
        known = list(numbers)
        if any(isinstance(number, float) for number in known):
            caller = sys._getframe(1)
            found.add(f"{caller.f_code.co_filename}:{caller.f_lineno}")
        return BUILT_IN(known, start)

    builtins.sum = watched
    from service3_rhythm.vocabularies import VOCABULARIES  # noqa: PLC0415 - likewise
    from tests.music.melodies import a_melody  # noqa: PLC0415 - tables are read while it is watched

    rhythms = cycle(VOCABULARIES)
    for seed, kind in enumerate(product(STYLES, SCALES, METRES, BARS)):
        asked = dict(zip(("style", "scale", "time_signature", "bars"), kind, strict=True))
        a_melody(seed=seed, rhythm=next(rhythms), **asked)
    print(*sorted(found), sep="\n")  # noqa: T201 - to the test that asked


if __name__ == "__main__":
    main()
