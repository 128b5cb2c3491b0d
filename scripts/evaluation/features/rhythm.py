"""When a melody's notes begin, and how long they last."""

import numpy as np

from scripts.evaluation.features.seen import Array, Portrait, Seen, pairs, portrait
from scripts.evaluation.tunes import BARS, TICKS

LENGTHS = np.array([1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 3 / 2, 2, 3, 4])
"""Quarters; every note counts as the nearest of these."""
GROOVE = 2
"""Ticks in a cell of the grid on which bars are compared."""
PLACES = 24
"""Places in a bar that are told apart."""


def rhythm(seen: Seen) -> Portrait:
    """Measure density, silence, lengths and metrical places."""
    return {**_times(seen), **_lengths(seen), **_places(seen)}


def _times(seen: Seen) -> Portrait:
    silent = np.maximum(0, seen.until_next - seen.length[:-1])
    return portrait(
        n_notes_per_bar=len(seen.onset) / BARS,
        groove_consistency=_groove_consistency(seen),
        empty_beat_rate=np.mean([not _sounds(seen, beat) for beat in seen.beats]),
        rest_ratio=silent.sum() / seen.end,
        mean_ioi=seen.until_next.mean() / TICKS,
        std_ioi=seen.until_next.std() / TICKS,
    )


def _groove_consistency(seen: Seen) -> float:
    cells = seen.bar_length // GROOVE
    grid = np.zeros((BARS, cells), bool)
    grid[seen.bar, np.minimum(seen.place // GROOVE, cells - 1)] = True
    return float(1 - np.mean(grid[:-1] != grid[1:]))


def _sounds(seen: Seen, beat: int) -> bool:
    within = (seen.onset < beat + seen.beat_length) & (seen.onset + seen.length > beat)
    return bool(within.any())


def _lengths(seen: Seen) -> Portrait:
    lengths, size = seen.length, len(LENGTHS)
    kinds = np.abs(lengths[:, None] / TICKS - LENGTHS).argmin(1)
    contrast = np.abs(np.diff(lengths)) / (lengths[1:] + lengths[:-1])
    return portrait(
        n_durations=len(np.unique(lengths)),
        npvi=200 * contrast.mean(),
        note_length_hist=np.bincount(kinds, minlength=size) / len(kinds),
        note_length_transition=pairs(kinds[:-1], kinds[1:], size) / len(contrast),
    )


def _places(seen: Seen) -> Portrait:
    off_beat = seen.onset % seen.beat_length != 0
    ends = seen.onset + seen.length - 1
    over = ends // seen.beat_length > seen.onset // seen.beat_length
    places = np.minimum(seen.place * PLACES // seen.bar_length, PLACES - 1)
    return portrait(
        downbeat_onset=_share_begun(np.arange(BARS) * seen.bar_length, seen),
        beat_onset=_share_begun(seen.beats, seen),
        offbeat_held_over_beat=np.mean(off_beat & over),
        onset_in_bar_hist=np.bincount(places, minlength=PLACES) / len(places),
        notes_by_bar=np.bincount(seen.bar, minlength=BARS) / len(seen.bar),
    )


def _share_begun(times: Array, seen: Seen) -> float:
    return float(np.isin(times, seen.onset).mean())
