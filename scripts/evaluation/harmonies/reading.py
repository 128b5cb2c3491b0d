"""Tunes with their chords from files in ABC, read by music21 and kept as scores.

A tune is read up to where its key or its time signature changes. Bars that are too
short in the middle, as before a repeat, are filled with rests or, where they hold
less than half, left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from melodie.duration import TRIPLET, is_dyadic
from melodie.event import Event
from melodie.form import MAX_BARS
from melodie.pitch import Key, Pitch
from melodie.score import Bar, Instrument, Score
from melodie.tempo import Tempo
from melodie.time_signature import TimeSignature
from scripts.evaluation.abc_text import tunes_in

PIANO: Final = Instrument("Piano", program=0)
SCALES: Final = {"major": ("major", "major"), "minor": ("natural_minor", "minor")}
CHANGES: Final = re.compile(r"(?m)^[KM]:.*$|\[[KM]:[^\]]*\]")

Root = int | None
"""Semitones of a chord's root above the tonic; None where nothing is written."""


@dataclass(frozen=True, slots=True)
class Harmonised:
    """A tune, and the root that is written for most of each of its bars."""

    score: Score
    roots: tuple[Root, ...]


def tunes(files: list[Path]) -> Iterator[Harmonised]:
    """Yield every tune that can be read: one line, in a time signature that does not change."""
    for file in files:
        for text in tunes_in(file.read_text(encoding="utf-8", errors="replace")):
            found = read(text)
            if found:
                yield found


def read(text: str) -> Harmonised | None:
    """Read one tune; None where it has no key of major or minor, or no whole bar."""
    from music21 import converter  # noqa: PLC0415 - help needs nothing installed

    stream: Any = converter.parse(_up_to_a_change(text), format="abc")
    part = stream.parts[0]
    key, time = _key(part), _time(part)
    if key is None or time is None:
        return None
    tonic = Pitch.parse(f"{key.tonic}0").key_number
    bars: list[Bar] = []
    roots: list[Root] = []
    sounding: Root = None
    for measure in part.getElementsByClass("Measure"):
        events = _events(measure, time)
        begun = list(_chords(measure, tonic))
        root = _longest([(Fraction(0), sounding), *begun], time.bar_length)
        sounding = begun[-1][1] if begun else sounding
        if events and len(bars) < MAX_BARS:
            bars.append(Bar(events))
            roots.append(root)
    if not bars:
        return None
    tempo = Tempo(Fraction(1, 4), 100)
    score = Score("A tune", key, time, tempo, "treble", PIANO, tuple(bars))
    return Harmonised(score, tuple(roots))


def _up_to_a_change(text: str) -> str:
    """Cut a tune where a key or a time signature is written after its music has begun."""
    head, key, body = text.partition("\nK:")
    first, _, music = body.partition("\n")
    lead = re.match(r"(?:[A-Za-z]:.*\n|%.*\n)*", music)
    begun = lead.end() if lead else 0
    change = CHANGES.search(music, begun)
    return f"{head}{key}{first}\n{music[: change.start() if change else None]}\n"


def _key(part: Any) -> Key | None:
    for found in part.recurse().getElementsByClass("Key"):
        if found.mode in SCALES:
            scale, mode = SCALES[found.mode]
            return Key(found.tonic.name.replace("-", "b"), scale, mode)  # type: ignore[arg-type]
    return None


def _time(part: Any) -> TimeSignature | None:
    for found in part.recurse().getElementsByClass("TimeSignature"):
        beats, unit = found.numerator, found.denominator
        size = next(n for n in (3, 2, beats) if beats % n == 0)
        return TimeSignature(beats, unit, (size,) * (beats // size))
    return None


def _events(measure: Any, time: TimeSignature) -> tuple[Event, ...]:
    """Return the notes of a bar, filled up with a rest; none of an upbeat or a broken bar."""
    events: list[Event] = []
    for found in measure.flatten().notesAndRests:
        length = Fraction(found.duration.quarterLength).limit_denominator(48) / 4
        if length and "Harmony" not in found.classes:
            pitch = found.pitches[-1] if found.pitches else None
            tuplet = None if is_dyadic(length) else TRIPLET
            events.append(Event(pitch and _pitch(pitch), length, tuplet=tuplet))
    lasts = sum((event.duration for event in events), Fraction(0))
    if 2 * lasts <= time.bar_length or lasts > time.bar_length:
        return ()
    missing = time.bar_length - lasts
    return (*events, Event(None, missing)) if missing else tuple(events)


def _pitch(found: Any) -> Pitch:
    return Pitch.parse(found.nameWithOctave.replace("-", "b"))


def _chords(measure: Any, tonic: int) -> Iterator[tuple[Fraction, Root]]:
    for found in measure.flatten().getElementsByClass("ChordSymbol"):
        root = found.root() if found.pitches else None
        offset = Fraction(found.offset).limit_denominator(48) / 4
        yield offset, (root.pitchClass - tonic) % 12 if root else None


def _longest(begun: list[tuple[Fraction, Root]], length: Fraction) -> Root:
    """Return the root that sounds for most of a bar, the first of two that are equal."""
    lasts: dict[Root, Fraction] = {}
    ends = [*(offset for offset, _ in begun[1:]), length]
    for (offset, root), end in zip(begun, ends, strict=True):
        if end > offset:
            lasts[root] = lasts.get(root, Fraction(0)) + end - offset
    return max(lasts, key=lambda root: lasts[root])
