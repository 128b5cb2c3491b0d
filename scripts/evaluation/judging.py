"""Two sets of melodies held against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scripts.evaluation.distances import overlapped_area
from scripts.evaluation.features import ASPECTS
from scripts.evaluation.features.seen import Array, Portrait, Seen
from scripts.evaluation.telling import area_under_curve, importances
from scripts.evaluation.tunes import Tune

MOST_TELLING: Final = 10


@dataclass(frozen=True, slots=True)
class Judgement:
    """How near a set comes to the real ones.

    ``areas`` holds the overlapped area of every feature, ``means`` its mean in
    both sets where it is one number; ``aspects`` what a classifier makes of
    each aspect alone; ``telling`` what tells the sets apart most.
    """

    auc: float
    aspects: Mapping[str, float]
    areas: Mapping[str, float]
    means: Mapping[str, tuple[float, float]]
    telling: tuple[tuple[str, float], ...]

    @property
    def overlap(self) -> float:
        """The mean overlapped area of all features."""
        return float(np.mean(list(self.areas.values())))


def judge(ours: Sequence[Tune], real: Sequence[Tune], *, thoroughly: bool = True) -> Judgement:
    """Compare two sets; ``thoroughly`` also aspect by aspect."""
    aspects = {name: (_columns(ours, name), _columns(real, name)) for name in ASPECTS}
    features = {name: pair for both in aspects.values() for name, pair in _each(*both).items()}
    left, right = (np.hstack([pair[side] for pair in features.values()]) for side in (0, 1))
    return Judgement(
        auc=area_under_curve(left, right),
        aspects={
            name: area_under_curve(*(np.hstack(list(side.values())) for side in both))
            for name, both in aspects.items()
            if thoroughly
        },
        areas={name: overlapped_area(*pair) for name, pair in features.items()},
        means={
            name: (float(a.mean()), float(b.mean()))
            for name, (a, b) in features.items()
            if a.shape[1] == 1
        },
        telling=_most_telling(features, importances(left, right)),
    )


def _columns(tunes: Sequence[Tune], aspect: str) -> dict[str, Array]:
    measured: list[Portrait] = [ASPECTS[aspect](Seen(tune)) for tune in tunes]
    return {name: np.stack([one[name] for one in measured]) for name in measured[0]}


def _each(ours: Mapping[str, Array], real: Mapping[str, Array]) -> dict[str, tuple[Array, Array]]:
    return {name: (values, real[name]) for name, values in ours.items()}


def _most_telling(
    features: Mapping[str, tuple[Array, Array]], weights: Array
) -> tuple[tuple[str, float], ...]:
    names = [
        name if values.shape[1] == 1 else f"{name}.{column}"
        for name, (values, _) in features.items()
        for column in range(values.shape[1])
    ]
    order = np.argsort(-weights)[:MOST_TELLING]
    return tuple((names[place], float(weights[place])) for place in order)
