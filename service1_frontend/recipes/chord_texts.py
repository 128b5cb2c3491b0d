"""What can be told of chords that were chosen without reading them: a name, a number of bars."""

import re
from typing import Final

from melodie.contract import ProgressionChoice
from service1_frontend.recipes.options import Options

BETWEEN: Final = re.compile(r"[\s,;–—-]+")  # noqa: RUF001 - dashes, as they are typed


def suggested_as(text: str, options: Options | None) -> ProgressionChoice | None:
    """Return the choice that a text names, by its id or its name; None for one's own chords."""
    offered = options.progressions if options else ()
    wanted = _plain(text)
    return next((one for one in offered if wanted in (_plain(one.id), _plain(one.name))), None)


def bars_of_chords(text: str, options: Options | None) -> int:
    """Return how many bars of chords a text has, 0 where it chooses none.

    Without a barline, each chord has a bar.
    """
    named = suggested_as(text, options)
    if named:
        return named.bars or 0
    bars = [bar for bar in text.split("|") if bar.strip()]
    return len(bars) if "|" in text else sum(1 for one in BETWEEN.split(text) if one)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
