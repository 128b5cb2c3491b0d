"""How often a melody's notes belong to its chords, by chord and by the strength of the beat.

Beside what was counted in 52,410 notes of 502 lead sheets (OpenEWLD, Simonetta and others):
shares alone are kept here, and none of its tunes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import cycle, islice, product
from typing import Final, NamedTuple

from melodie.chord_kinds import chord_tones, root_of
from melodie.contract import NotesRequest, RhythmRequest
from melodie.harmony import BarChords, Chord
from melodie.metre import GROUP, UNIT, hierarchy
from melodie.pitch import Pitch
from scripts.evaluation.composed import HIGHEST, LOWEST, QUARTERS, RHYTHM
from service2_notes.composing import compose as compose_notes
from service3_rhythm.composing import compose as compose_rhythm

STYLES: Final = ("song", "dance")
METRES: Final = ("4/4", "3/4", "2/4", "6/8")
SCALES: Final = ("major", "natural_minor")
BARS: Final = 8

KINDS: Final[Mapping[str, str]] = {"major": "major", "minor": "minor", "dominant7": "seventh"}
"""Qualities of chords that were counted, and their names in the table."""

PLACES: Final = ("downbeat", "beat", "off the beat")

PUBLISHED: Final[Mapping[tuple[str, str], float]] = {
    ("major", "downbeat"): 0.845,
    ("major", "beat"): 0.725,
    ("major", "off the beat"): 0.612,
    ("minor", "downbeat"): 0.834,
    ("minor", "off the beat"): 0.571,
    ("seventh", "downbeat"): 0.757,
}


class Sung(NamedTuple):
    """A note over a chord: the chord's kind, the place in the bar, whether it belongs to it."""

    kind: str
    place: str
    inside: bool


def table(melodies: int) -> str:
    """Return shares in Markdown, published and ours, of so many melodies in each style."""
    columns = {style: _shares(style, melodies) for style in STYLES}
    lines = [
        f"| chord, place | lead sheets | {' | '.join(STYLES)} |",
        f"| --- | {' | '.join(['--:'] * (len(STYLES) + 1))} |",
    ]
    for row in product(KINDS.values(), PLACES):
        shown = [PUBLISHED.get(row), *(columns[style].get(row) for style in STYLES)]
        cells = ("" if share is None else f"{100 * share:.1f} %" for share in shown)
        lines.append(f"| {', '.join(row)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _shares(style: str, melodies: int) -> dict[tuple[str, str], float]:
    every: Counter[tuple[str, str]] = Counter()
    inside: Counter[tuple[str, str]] = Counter()
    kinds = islice(cycle(product(METRES, SCALES)), melodies)
    for seed, (metre, scale) in enumerate(kinds):
        for sung in sung_over(style, metre, scale, seed):
            every[sung.kind, sung.place] += 1
            inside[sung.kind, sung.place] += sung.inside
    return {row: inside[row] / count for row, count in every.items()}


def sung_over(style: str, metre: str, scale: str, seed: int) -> Iterator[Sung]:
    """Compose a melody, and yield its notes over chords of the kinds that were counted."""
    rhythm = compose_rhythm(
        RhythmRequest(time_signature=metre, rhythm=RHYTHM, bars=BARS, seed=seed, style=style)
    )
    notes = compose_notes(
        NotesRequest(
            key="C",
            scale=scale,
            time_signature=rhythm.time_signature,
            bars=rhythm.bars,
            lowest=LOWEST,
            highest=HIGHEST,
            seed=seed,
            style=style,
        )
    )
    time = rhythm.time_signature
    beats = hierarchy(time).levels[UNIT if time.unit <= QUARTERS else GROUP]
    held, chord = False, None
    for bar, pitches, chords in zip(rhythm.bars, notes.bars, notes.chords, strict=True):
        onset = Fraction(0)
        for event, pitch in zip(bar.events, pitches, strict=True):
            chord = _sounding(chords, onset, chord)
            if pitch and chord and not held and chord.quality in KINDS:
                place = PLACES[0] if not onset else PLACES[1 if onset in beats else 2]
                yield Sung(KINDS[chord.quality], place, _belongs(pitch, chord))
            held = event.tie
            onset += event.duration


def _sounding(chords: BarChords, onset: Fraction, before: Chord | None) -> Chord | None:
    return next((one.chord for one in reversed(chords) if one.offset <= onset), before)


def _belongs(pitch: Pitch, chord: Chord) -> bool:
    tones = chord_tones(Chord(chord.root, chord.quality))
    return pitch.key_number % 12 in {root_of(Chord(t, "major")).key_number % 12 for t in tones}
