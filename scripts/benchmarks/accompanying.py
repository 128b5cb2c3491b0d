"""An accompaniment for a melody, and its sound, by processor time. HTTP is left out."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from statistics import median
from typing import Final

from melodie.contract import AccompanimentRequest, ChordsRequest, Playing
from melodie.score import Score
from melodie.tempo import Tempo
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table
from scripts.benchmarks.scores import a_score
from service2_notes.accompanying.composing import accompany
from service2_notes.accompanying.patterns import PATTERNS
from service2_notes.harmony.composing import compose_chords
from service4_lilypond.sound.audio import find_soundfont, mp3, played_wav, wav
from service4_lilypond.sound.performance import perform

VOICED, HEARD = 32, 8
"""Bars."""
TIMES: Final = 15
PATTERN: Final = "arpeggio"
OWED_VOICED, OWED_HEARD = "under 3", "under 120"


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure every pattern, chords included, and files with and without an accompaniment."""
    headings = ("ms of CPU", "median", "most", "owed")
    return table(headings, [*_voiced(), *_heard()])


def _voiced() -> Iterator[tuple[str, ...]]:
    for pattern in PATTERNS:
        spent = [_voicing(pattern, seed)[1] for seed in range(TIMES)]
        yield _row(f"{VOICED} bars of chords, {pattern}", spent, OWED_VOICED)


def _heard() -> Iterator[tuple[str, ...]]:
    font = find_soundfont(None)
    below, _ = _voicing(PATTERN, 0, HEARD)
    alone = replace(below, accompaniment=None)
    for name, score, owed in (("a tune", alone, ""), ("an accompanied tune", below, OWED_HEARD)):
        ways: tuple[tuple[str, Callable[[Score], bytes], str], ...] = (
            (f"WAV of {HEARD} bars, {name}", lambda score: wav(score, font), owed),
            (
                "... as a player asks for it",
                lambda score: played_wav(score, perform(score, Playing()), font),
                owed,
            ),
            ("... as MP3", lambda score: mp3(score, font), ""),
        )
        for way, make, most in ways:
            make(score)  # which reads the soundfont
            yield _row(way, [_spent(lambda: make(score)) for _ in range(TIMES)], most)  # noqa: B023


def _row(name: str, spent: list[float], owed: str) -> tuple[str, ...]:
    return name, f"{median(spent):.1f}", f"{max(spent):.1f}", owed


def _spent(deed: Callable[[], object]) -> float:
    began = time.process_time()
    deed()
    return 1000 * (time.process_time() - began)


def _voicing(pattern: str, seed: int, bars: int = VOICED) -> tuple[Score, float]:
    """Return an accompanied tune, and what its chords and their voices took."""
    tune = replace(a_score(bars), tempo=Tempo(Fraction(1, 4), 100))
    wanted = ChordsRequest(
        key="C",
        scale="major",
        time_signature=tune.time_signature,
        bars=bars,
        chords="auto",
        seed=seed,
    )
    began = time.process_time()
    chords = compose_chords(wanted).bars
    drawn = time.process_time() - began
    both = zip(tune.bars, chords, strict=True)
    score = replace(tune, bars=tuple(replace(bar, chords=own) for bar, own in both))
    asked = AccompanimentRequest(score=score, pattern=pattern)
    began = time.process_time()
    made = accompany(asked).accompaniment
    voiced = time.process_time() - began
    return replace(score, accompaniment=made), 1000 * (drawn + voiced)
