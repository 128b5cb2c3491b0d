"""A rhythm and its pitches with chords, by processor time: with tables made before and anew.

``warm`` composes melodies that have not been composed before, of a time signature,
vocabulary and range that have. ``cold`` forgets every table before each melody.
HTTP is left out.
"""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from melodie.contract import NotesRequest, Rhythm, RhythmRequest
from melodie.pitch import Pitch
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table
from service2_notes.composing import compose as compose_notes
from service3_rhythm.composing import compose as compose_rhythm

STYLES: Final = ("song", "dance")
SEEDS: Final = range(40)
EARLIER: Final = range(1000, 1040)
"""Seeds of the melodies that are composed first, so that the tables are there."""

OWED: Final = {8: 15, 32: 50}
"""Milliseconds that so many bars may take together in the mean, warm."""

SERVICES: Final = ("service2_notes", "service3_rhythm")


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor milliseconds of one melody."""

    rhythm: float
    notes: float

    @property
    def together(self) -> float:
        """What the melody costs."""
        return self.rhythm + self.notes


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure both services at every size and in every style."""
    rows = []
    for style in STYLES:
        for bars in OWED:
            cold = [_compose(style, bars, seed, prepare=_forget) for seed in SEEDS]
            for seed in EARLIER:
                _compose(style, bars, seed)
            warm = [_compose(style, bars, seed) for seed in SEEDS]
            rows += [
                _row(f"{style}, {bars} bars, {n}", c) for n, c in (("warm", warm), ("cold", cold))
            ]
    headings = ("mean ms of CPU", "rhythm", "notes", "together")
    owed = ", ".join(f"{bars} bars under {most} ms" for bars, most in OWED.items())
    return table(headings, rows) + f"\nowed: warm, together, {owed}"


def _compose(
    style: str, bars: int, seed: int, *, prepare: Callable[[], object] = lambda: None
) -> Cost:
    prepare()
    asked = RhythmRequest(time_signature="4/4", rhythm="gentle", bars=bars, style=style, seed=seed)
    began = time.process_time()
    rhythm = compose_rhythm(asked)
    between = time.process_time()
    wanted = _notes_wanted(rhythm, style, seed)
    resumed = time.process_time()
    compose_notes(wanted)
    return Cost(1000 * (between - began), 1000 * (time.process_time() - resumed))


def _notes_wanted(rhythm: Rhythm, style: str, seed: int) -> NotesRequest:
    return NotesRequest(
        key="D",
        scale="major",
        time_signature=rhythm.time_signature,
        bars=rhythm.bars,
        lowest=Pitch.parse("C4"),
        highest=Pitch.parse("C6"),
        style=style,
        seed=seed,
    )


def _forget() -> None:
    """Empty every cache of both services, wherever it is kept."""
    modules: Mapping[str, object] = dict(sys.modules)
    for name, module in modules.items():
        if name.startswith(SERVICES):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def _row(name: str, costs: list[Cost]) -> tuple[str, ...]:
    parts = ([c.rhythm for c in costs], [c.notes for c in costs], [c.together for c in costs])
    return (name, *(f"{fmean(part):.2f}" for part in parts))
