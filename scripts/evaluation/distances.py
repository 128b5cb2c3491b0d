"""The overlapped area of two sets of melodies, feature by feature.

After Yang and Lerch (2020): the distances within a set tell how varied it is,
those between two sets how alike they are; what the two densities share is 1
where the sets cannot be told apart by the feature. Here one bandwidth serves
every density, so that two halves of one collection come near 1.
"""

from typing import Final

import numpy as np

from scripts.evaluation.features.seen import Array

CELLS: Final = 301
MARGIN: Final = 0.2
LEAST: Final = 1e-12


def overlapped_area(ours: Array, real: Array) -> float:
    """Compare a feature's values, a row per melody: 1 for the same, 0 for nothing shared."""
    if ours.shape[1] == 1:
        spread = max(float(np.concatenate([ours, real]).std()), 1e-9)
        ours, real = ours / spread, real / spread
    inside = [_distances(one, one)[np.triu_indices(len(one), 1)] for one in (ours, real)]
    between = _distances(ours, real).ravel()
    widest = max(1e-9, *(float(one.max()) for one in (*inside, between)))
    grid = np.linspace(-MARGIN * widest, (1 + MARGIN) * widest, CELLS)
    scott = float(between.std()) * len(between) ** -0.2
    width = max(scott, 0.75 * float(grid[1] - grid[0]))
    shared = _density(between, grid, width)
    return float(np.mean([np.minimum(_density(one, grid, width), shared).sum() for one in inside]))


def _distances(left: Array, right: Array) -> Array:
    squares = (left**2).sum(1)[:, None] + (right**2).sum(1) - 2 * left @ right.T
    return np.asarray(np.sqrt(np.maximum(0, squares)))


def _density(distances: Array, grid: Array, width: float) -> Array:
    step = grid[1] - grid[0]
    counts, _ = np.histogram(distances, bins=np.append(grid, grid[-1] + step) - step / 2)
    bell = np.exp(-(((grid - grid[CELLS // 2]) / width) ** 2) / 2)
    smooth = np.convolve(counts, bell, "same") + LEAST
    return np.asarray(smooth / smooth.sum())
