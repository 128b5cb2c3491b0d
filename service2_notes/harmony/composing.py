"""The chords of a tune: those that are given, and for all other bars those that are drawn."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from melodie.contract import AUTO_CHORDS, Chords, ChordsRequest
from melodie.errors import InvalidInput
from melodie.harmony import BarChords
from melodie.pitch import Key
from service2_notes.beats import beats_of
from service2_notes.harmony.drawing import Progression
from service2_notes.harmony.heard_chords import BarHarmony, HeardChord
from service2_notes.harmony.naming import Namer
from service2_notes.harmony.styled import grammar_of
from service2_notes.keys import key_for
from service2_notes.parents import parent_of
from service2_notes.pitch_units import Degree
from service2_notes.progressions.choosing import chosen_chords
from service2_notes.reading import TuneBar, plans_of
from service2_notes.scales import scale_named
from service2_notes.styles import style_named

Given = Mapping[int, BarChords]
"""Place of a bar -> the chords that it has."""


def compose_chords(wanted: ChordsRequest) -> Chords:
    """Draw chords for a form; the same request always gives the same chords.

    Raises ``InvalidInput`` for a key, a scale or a style that is not offered, for a
    form of other bars, for a kept bar that is not there, and for chosen chords that
    cannot be read.
    """
    scale = scale_named(wanted.scale)
    style = style_named(wanted.style).id
    key, parent = key_for(wanted.key, scale), parent_of(scale)
    if wanted.form and len(wanted.form) != wanted.bars:
        raise InvalidInput.of("form", f"it has {len(wanted.form)} bars instead of {wanted.bars}")
    if any(one.number >= wanted.bars for one in wanted.kept):
        raise InvalidInput.of("kept", "there is no such bar")
    if wanted.chords != AUTO_CHORDS:
        return _chosen(wanted, key)
    namer = Namer(key.tonic, parent, grammar_of(scale.id, style))
    middle = beats_of(wanted.time_signature).second_chord
    given = {one.number: one.chords for one in wanted.kept}
    bars = plans_of(wanted.form, wanted.bars)
    drawn = chords_of(bars, namer, given, middle, wanted.seed)
    named = [given.get(place) or namer.placed(bar, middle) for place, bar in enumerate(drawn)]
    return Chords(key=key, bars=tuple(named))


def _chosen(wanted: ChordsRequest, key: Key) -> Chords:
    """Return the chords that are chosen, but for the bars that are kept."""
    chosen, unused = chosen_chords(wanted.chords, key, wanted.time_signature, wanted.bars)
    kept = {one.number: one.chords for one in wanted.kept}
    bars = tuple(kept.get(place, bar) for place, bar in enumerate(chosen))
    return Chords(key=key, bars=bars, unused=unused)


def chords_of(
    bars: Sequence[TuneBar], namer: Namer, given: Given, middle: Fraction, seed: int
) -> list[BarHarmony]:
    """Return the chords of every bar; where ``given`` says nothing they are drawn."""
    meant: dict[int, BarHarmony] = {}
    before = BarHarmony(namer.tonic_chord, namer.tonic_chord)
    for place in sorted(given):
        if given[place]:
            before = meant[place] = namer.meant(given[place], middle, before)
    return Progression(bars, namer.grammar, namer.parent.size, meant).draw(seed)


def resting_degree(chord: HeardChord) -> Degree:
    """Return the degree that a tune ends on over its last chord: the tonic, or its root."""
    if chord.has(0):
        return 0
    size = len(chord.fits)
    return chord.root if 2 * chord.root <= size else chord.root - size
