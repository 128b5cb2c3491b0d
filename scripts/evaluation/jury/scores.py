"""What jurors think of each origin."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import mean, median
from typing import Final

from scripts.evaluation.jury.lists import REAL

HEADINGS: Final = (
    *("juror", "origin", "melodies", "quality", "median", "a person wrote it"),
    *("AUC by that", "AUC by quality"),
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a juror thinks of one melody: quality from 1 to 10, and how likely a person's, in %."""

    quality: float
    human: float


def read(path: Path) -> dict[int, Opinion]:
    """Read a juror's CSV, whose columns are ``n``, ``quality``, ``human`` and ``reason``."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {int(row["n"]): Opinion(float(row["quality"]), float(row["human"])) for row in rows}


def auc(real: Sequence[float], other: Sequence[float]) -> float:
    """Return how likely a real melody was given more than another one; a draw is half."""
    wins = [(mine > theirs) + (mine == theirs) / 2 for mine, theirs in product(real, other)]
    return sum(wins) / len(wins)


def table(origins: Mapping[int, str], jurors: Mapping[str, Mapping[int, Opinion]]) -> str:
    """Return a table in Markdown: a line for every juror and origin, the best liked first.

    Raises ``ValueError`` for a juror who has not judged every item.
    """
    lines = [_ruled(HEADINGS), _ruled(["---", "---", *["--:"] * (len(HEADINGS) - 2)])]
    for juror, opinions in jurors.items():
        if set(opinions) != set(origins):
            raise ValueError(f"{juror}: {len(opinions)} of {len(origins)} items are judged")
        lines += [_ruled([juror, *cells]) for cells in _rows(origins, opinions)]
    return "\n".join([*lines, "", *_together(origins, jurors)])


def _together(
    origins: Mapping[int, str], jurors: Mapping[str, Mapping[int, Opinion]]
) -> Iterator[str]:
    """Say how far each origin is from the real melodies, in the mean of all jurors."""
    means = {
        name: mean(said[item].quality for said in jurors.values() for item in _of(origins, name))
        for name in set(origins.values())
    }
    for name, quality in sorted(means.items(), key=lambda pair: (-pair[1], pair[0])):
        beside = f" ({quality - means[REAL]:+.2f} beside the real ones)" if REAL in means else ""
        yield f"- {name}: {quality:.2f}{beside if name != REAL else ''}"


def _of(origins: Mapping[int, str], name: str) -> list[int]:
    return [item for item, origin in sorted(origins.items()) if origin == name]


def _rows(origins: Mapping[int, str], opinions: Mapping[int, Opinion]) -> list[list[str]]:
    by_origin = {
        name: [opinions[item] for item in _of(origins, name)]
        for name in sorted(set(origins.values()))
    }
    liked = sorted(by_origin.items(), key=lambda pair: -mean(one.quality for one in pair[1]))
    return [_row(name, given, by_origin.get(REAL, [])) for name, given in liked]


def _row(name: str, given: Sequence[Opinion], real: Sequence[Opinion]) -> list[str]:
    qualities, humans = [one.quality for one in given], [one.human for one in given]
    areas = ["", ""]
    if name != REAL and real:
        areas = [
            f"{auc([one.human for one in real], humans):.2f}",
            f"{auc([one.quality for one in real], qualities):.2f}",
        ]
    summed = [f"{mean(qualities):.2f}", f"{median(qualities):.1f}", f"{mean(humans):.0f} %"]
    return [name, str(len(given)), *summed, *areas]


def _ruled(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
