"""Means over sets of melodies, side by side."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import mean
from typing import Final

from scripts.evaluation.craft.closes import closes, repose
from scripts.evaluation.craft.harmony import chord_tones, foreign_notes, stutters
from scripts.evaluation.craft.heard import Heard, Measures, can_be_heard
from scripts.evaluation.craft.leaps import leaps
from scripts.evaluation.craft.returns import returns
from scripts.evaluation.craft.summit import summit
from scripts.evaluation.steps import DEGREES
from scripts.evaluation.tunes import Tune

ASPECTS: Final[Sequence[Callable[[Heard], Measures]]] = (
    leaps,
    summit,
    closes,
    repose,
    returns,
    chord_tones,
    stutters,
    foreign_notes,
)
ENDS: Final = {"share of the commonest last bar": 1, "share of the commonest last two bars": 2}
"""What is measured of a set -> how many bars of the end."""


def table(sets: Mapping[str, Sequence[Tune]]) -> str:
    """Return a table in Markdown: a column for every set, a line for every measure.

    Melodies that have not eight bars with a note in each are left out.
    """
    columns = [craft(tunes) for tunes in sets.values()]
    lines = [_ruled(["", *sets]), _ruled(["---", *["--:"] * len(sets)])]
    names = dict.fromkeys(name for column in columns for name in column)
    lines += [_ruled([name, *(_shown(one.get(name)) for one in columns)]) for name in names]
    return "\n".join(lines)


def craft(tunes: Sequence[Tune]) -> dict[str, float]:
    """Return the mean of every measure over the melodies that show it."""
    values: dict[str, list[float]] = defaultdict(list)
    heard = [Heard(tune) for tune in tunes if can_be_heard(tune)]
    for one in heard:
        for aspect in ASPECTS:
            for name, value in aspect(one).items():
                if value is not None:
                    values[name].append(value)
    means = {name: mean(found) for name, found in values.items()}
    ends = {name: _commonest_end(heard, bars) for name, bars in ENDS.items()}
    return {"melodies": float(len(heard)), **means, **ends}


def _commonest_end(heard: Sequence[Heard], bars: int) -> float:
    """Return how many melodies have the same onsets and degrees in their last ``bars`` bars."""
    ends: Counter[object] = Counter()
    for one in heard:
        tonic = one.bars[-1].heights[-1] // DEGREES * DEGREES
        end = one.bars[-bars:]
        heights = tuple(tuple(height - tonic for height in bar.heights) for bar in end)
        ends[one.tune.form.metre, tuple(bar.onsets for bar in end), heights] += 1
    return max(ends.values(), default=0) / max(1, ends.total())


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 10 else f"{value:.2f}"


def _ruled(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
