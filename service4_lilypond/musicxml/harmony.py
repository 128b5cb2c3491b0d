"""Chords as MusicXML elements: root, kind, bass and degrees for programs, or words for a picture.

What a kind of MusicXML has more or less than ours is said in degrees. Their numbers count
as in a dominant chord, whose seventh is minor.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from melodie.chord_kinds import CHORD_KINDS, kind_of
from melodie.harmony import Chord, Quality
from melodie.interval import Interval
from service4_lilypond.musicxml.notes import child
from service4_lilypond.notation.written import WrittenChord, WrittenEvent

Kind = tuple[Quality, str | None]

KINDS: Final[Mapping[Kind, str]] = {
    ("major", None): "major",
    ("minor", None): "minor",
    ("diminished", None): "diminished",
    ("augmented", None): "augmented",
    ("sus4", None): "suspended-fourth",
    ("major6", None): "major-sixth",
    ("minor6", None): "minor-sixth",
    ("dominant7", None): "dominant",
    ("major7", None): "major-seventh",
    ("minor7", None): "minor-seventh",
    ("half_diminished7", None): "half-diminished",
    ("diminished7", None): "diminished-seventh",
    ("major", "5"): "power",
    ("major", "sus2"): "suspended-second",
    ("minor", "maj7"): "major-minor",
    ("dominant7", "#5"): "augmented-seventh",
    ("dominant7", "9"): "dominant-ninth",
    ("dominant7", "11"): "dominant-11th",
    ("major7", "9"): "major-ninth",
    ("minor7", "9"): "minor-ninth",
    ("minor7", "11"): "minor-11th",
    ("minor7", "13"): "minor-13th",
}
"""Our kinds that MusicXML has, and what it calls them."""

SEVENTH: Final = 6
"""Steps to the seventh, which is counted from a minor one."""


class Degree(NamedTuple):
    """What a kind has more, less or otherwise than MusicXML's."""

    value: int
    alter: int
    way: str


def add_harmonies(
    measure: ET.Element,
    chords: Iterable[WrittenChord],
    event: WrittenEvent,
    divisions: int,
    *,
    drawn: bool,
) -> None:
    """Append the chords that begin while ``event`` lasts, which comes next in the measure.

    Those that are only ``drawn`` are words: no reader shows another spelling of them.
    """
    for chord in chords:
        if event.onset <= chord.onset < event.end:
            harmony = child(measure, "harmony")
            if drawn or chord.chord is None:
                _add_words(harmony, chord.label)
            else:
                _add_chord(harmony, chord.chord)
            if chord.onset > event.onset:
                later: Fraction = chord.onset - event.onset
                child(harmony, "offset", later * 4 * divisions)


def _add_words(harmony: ET.Element, words: str) -> None:
    """Append a chord without a root: every reader shows the words of its kind, as in N.C."""
    child(harmony, "function", "")
    child(harmony, "kind", "none").set("text", words)


def _add_chord(harmony: ET.Element, chord: Chord) -> None:
    _add_name(harmony, "root", chord.root)
    suffix = kind_of(chord).suffix
    name, degrees = _kind(chord.quality, chord.extension)
    kind = child(harmony, "kind", name)
    if suffix:
        kind.set("text", suffix)
    if chord.bass:
        _add_name(harmony, "bass", chord.bass)
    for degree in degrees:
        element = child(harmony, "degree", **{"print-object": "no"})
        child(element, "degree-value", degree.value)
        child(element, "degree-alter", degree.alter)
        child(element, "degree-type", degree.way)


def _add_name(harmony: ET.Element, part: str, name: str) -> None:
    element = child(harmony, part)
    child(element, f"{part}-step", name[0])
    if alter := name.count("#") - name[1:].count("b"):
        child(element, f"{part}-alter", alter)


@cache
def _kind(quality: Quality, extension: str | None) -> tuple[str, tuple[Degree, ...]]:
    """Return MusicXML's name of the kind that is nearest, and the degrees to be changed."""
    known = (quality, extension) if (quality, extension) in CHORD_KINDS else (quality, None)
    tones, base = CHORD_KINDS[known].tones, _base(known)
    has = {tone.steps: tone for tone in CHORD_KINDS[base].tones}
    steps = {tone.steps for tone in tones}
    less = (Degree(step + 1, 0, "subtract") for step in has if step not in steps)
    more = (_degree(tone, has.get(tone.steps)) for tone in tones if tone not in has.values())
    return KINDS[base], (*less, *more)


def _base(kind: Kind) -> Kind:
    """Return the kind of MusicXML that has most of the notes of ours and few others."""
    if kind in KINDS:
        return kind
    quality, tones = kind[0], set(CHORD_KINDS[kind].tones)
    usual = ("dominant7" if quality == "sus4" else quality, None)
    inside = [other for other in KINDS if set(CHORD_KINDS[other].tones) <= tones]
    return max([usual, *inside], key=lambda other: len(CHORD_KINDS[other].tones))


def _degree(tone: Interval, instead_of: Interval | None) -> Degree:
    if instead_of:
        return Degree(tone.steps + 1, tone.semitones - instead_of.semitones, "alter")
    return Degree(tone.steps + 1, tone.excess + (tone.steps == SEVENTH), "add")
