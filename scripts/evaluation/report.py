"""Judgements as tables in Markdown."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from scripts.evaluation.features import ASPECTS
from scripts.evaluation.judging import Judgement

LOWEST: Final = 10
"""How many features with the least overlap are shown."""
LEAST_OVERLAP: Final = 0.93
"""OA below which something has gone wrong; above it, jurors decide (docs/juries.md)."""
HEADINGS: Final = ("", "OA", "AUC", *ASPECTS)


def table(rows: Mapping[str, Sequence[Judgement]]) -> str:
    """Return a line for every kind of melody: means over its judgements, one per seed."""
    lines = [_line(name, judgements) for name, judgements in rows.items()]
    return "\n".join(map(_ruled, (HEADINGS, _dashes(HEADINGS), *lines)))


def guard(judgements: Sequence[Judgement]) -> str:
    """Say whether melodies still have enough in common with real ones."""
    overlap = float(np.mean([one.overlap for one in judgements]))
    says = "is not below" if overlap >= LEAST_OVERLAP else "**is below**"
    return f"OA {overlap:.3f} {says} the {LEAST_OVERLAP} that are held as a guard."


def differences(judgements: Sequence[Judgement]) -> str:
    """Say which features tell Mélodie's melodies from real ones."""
    areas = {
        name: float(np.mean([one.areas[name] for one in judgements]))
        for name in judgements[0].areas
    }
    headings = ("feature", "OA", "composed", "real")
    lines = []
    for name in sorted(areas, key=lambda name: areas[name])[:LOWEST]:
        means = [one.means.get(name) for one in judgements]
        ours, real = zip(*(pair for pair in means if pair), strict=True) if all(means) else ((), ())
        lines.append((name, f"{areas[name]:.3f}", _mean(ours), _mean(real)))
    telling: dict[str, float] = {}
    for name, weight in (pair for one in judgements for pair in one.telling):
        telling[name] = telling.get(name, 0) + weight / len(judgements)
    names = sorted(telling, key=lambda name: -telling[name])[:LOWEST]
    leading = ", ".join(f"{name} {telling[name]:.2f}" for name in names)
    listed = "\n".join(map(_ruled, (headings, _dashes(headings), *lines)))
    return f"{listed}\n\nWhat the classifier goes by: {leading}"


def _line(name: str, judgements: Sequence[Judgement]) -> tuple[str, ...]:
    aspects = [[one.aspects[key] for one in judgements if one.aspects] for key in ASPECTS]
    overlaps, areas = [one.overlap for one in judgements], [one.auc for one in judgements]
    return (name, _spread(overlaps), _spread(areas), *(_mean(values, 2) for values in aspects))


def _spread(values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    mean = _mean(values)
    return mean if len(values) == 1 else f"{mean} ({low:.3f} to {high:.3f})"


def _mean(values: Sequence[float], digits: int = 3) -> str:
    return f"{np.mean(values):.{digits}f}" if len(values) else ""


def _ruled(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _dashes(headings: Sequence[str]) -> tuple[str, ...]:
    return ("---", *("--:" for _ in headings[1:]))
