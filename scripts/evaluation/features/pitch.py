"""Which notes a melody uses, and how it moves between them."""

import numpy as np

from scripts.evaluation.features.seen import (
    Array,
    Portrait,
    Seen,
    entropy,
    pairs,
    portrait,
    share_of,
)
from scripts.evaluation.tunes import BARS, MODES

USUAL_REVERSAL = 0.7
USUAL_INERTIA = 0.6
"""What stands for a melody without a leap, or without two steps in a row."""
OCTAVE = 12
WIDE = 5
"""Semitones of the smallest interval that counts as a leap here."""


def pitch(seen: Seen) -> Portrait:
    """Measure pitches, intervals and contour."""
    return {**_pitches(seen), **_intervals(seen), **_lines(seen)}


def _pitches(seen: Seen) -> Portrait:
    pitches, degrees = seen.pitch, np.bincount(seen.degree, minlength=12)
    down = seen.place == 0
    return portrait(
        n_pitches=len(np.unique(pitches)),
        n_pitch_classes=np.count_nonzero(degrees),
        pitch_range=np.ptp(pitches),
        pitch_entropy=entropy(np.bincount(pitches - pitches.min())),
        pitch_class_entropy=entropy(degrees),
        scale_consistency=_scale_consistency(degrees),
        triad_rate=seen.of_triad.mean(),
        triad_downbeat_gain=share_of(seen.of_triad[down]) - share_of(seen.of_triad[~down]),
        pitch_class_hist=degrees / len(pitches),
        pitch_class_transition=pairs(seen.degree[:-1], seen.degree[1:], 12) / len(seen.interval),
    )


def _scale_consistency(degrees: Array) -> float:
    scales = (MODES["major"], MODES["minor"])
    shares = [
        np.roll(degrees, -tonic)[list(scale)].sum() for tonic in range(12) for scale in scales
    ]
    return float(max(shares) / degrees.sum())


def _intervals(seen: Seen) -> Portrait:
    sizes = np.abs(seen.interval)
    clipped = np.clip(seen.interval, -OCTAVE, OCTAVE) + OCTAVE
    return portrait(
        mean_abs_interval=sizes.mean(),
        std_interval=seen.interval.std(),
        repeat_rate=np.mean(sizes == 0),
        step_rate=np.mean((sizes == 1) | (sizes == 2)),
        third_rate=np.mean((sizes == 3) | (sizes == 4)),
        leap_rate=np.mean(sizes >= WIDE),
        interval_hist=np.bincount(clipped, minlength=2 * OCTAVE + 1) / len(sizes),
    )


def _lines(seen: Seen) -> Portrait:
    before, after = seen.interval[:-1], seen.interval[1:]
    leaps = (np.abs(before) >= WIDE) & (after != 0)
    steps = np.isin(np.abs(before), (1, 2)) & np.isin(np.abs(after), (1, 2))
    goes_on = before * after > 0
    turns = pairs(np.sign(before) + 1, np.sign(after) + 1, 3)
    in_bar = [seen.pitch[seen.bar == bar] for bar in range(BARS)]
    mean = seen.pitch.mean()
    return portrait(
        leap_reversal=share_of(before[leaps] * after[leaps] < 0, USUAL_REVERSAL),
        step_inertia=share_of(goes_on[steps], USUAL_INERTIA),
        phrase_arch=_arch(seen),
        contour_bigram=turns / max(1, len(before)),
        pitch_by_bar=[notes.mean() - mean if len(notes) else 0 for notes in in_bar],
    )


def _arch(seen: Seen) -> float:
    """Return how far the middle of the halves lies above their ends."""
    place = seen.onset * 4 / (BARS * seen.bar_length) % 2
    middle = (place > 0.5) & (place < 1.5)
    if middle.all() or not middle.any():
        return 0.0
    return float(seen.pitch[middle].mean() - seen.pitch[~middle].mean())
