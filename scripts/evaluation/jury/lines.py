"""Melodies as lines of JSON, whatever composed them.

A line has ``meter`` (``4/4``), ``tonic`` (a MIDI key number, or any number of
the same pitch class) and ``notes``: onset and length in quarters from the
first downbeat, and a MIDI key number. ``mode`` may be there.
"""

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from scripts.evaluation.tunes import BARS, TICKS, Form, Note, Tune, in_ticks

TONIC: Final = 60
"""A tune's tonic, as its notes are counted: middle C."""
FINEST: Final = 96
"""Parts of a quarter that a line's decimals are rounded to."""


def written(tunes: Iterable[Tune]) -> str:
    """Return a line for every tune."""
    return "".join(f"{json.dumps(_row(tune))}\n" for tune in tunes)


def read(path: Path) -> list[Tune]:
    """Read a file of lines as tunes of eight bars, an upbeat before 0.

    Raises ``ValueError`` for a line that says something else.
    """
    return [_tune(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _row(tune: Tune) -> dict[str, object]:
    notes = [(note.onset / TICKS, note.length / TICKS, note.pitch) for note in tune.notes]
    return {"tonic": TONIC, "mode": tune.form.mode, "meter": tune.form.metre, "notes": notes}


def _tune(row: dict[str, Any]) -> Tune:
    try:
        form = Form(row["meter"], row.get("mode", "major"))
        up = TONIC - row["tonic"]
        notes = [Note(_ticks(at), _ticks(length), pitch + up) for at, length, pitch in row["notes"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"This line is no melody: {error}") from error
    return Tune(form, BARS, tuple(notes))


def _ticks(quarters: float) -> int:
    return in_ticks(Fraction(quarters).limit_denominator(FINEST))
