"""Chord symbols over the bars of a part: each stands once, until another chord comes.

Where a chord goes on into a bar, the bar has it as ``repeated``: a line that begins there
prints it again, as copyists do.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from melodie.contract import ChordSymbols
from melodie.harmony import Chord
from melodie.interval import UNISON, Interval
from melodie.score import Bar, Score
from service4_lilypond.notation.chord_labels import chord_name, roman_figure, transposed
from service4_lilypond.notation.written import WrittenBar, WrittenChord

Labeller = Callable[[Chord | None], tuple[Chord | None, str]]
"""Gives a chord as it is written, and what is printed for it; None is that none sounds."""


def with_chords(
    written: Iterable[WrittenBar], score: Score, transposition: Interval, symbols: ChordSymbols
) -> Iterator[WrittenBar]:
    """Yield the written bars with the chords of ``score`` over them."""
    if symbols == "none" or not any(bar.chords for bar in score.bars):
        yield from written
        return
    labels = _labels(score, transposition, symbols)
    full = score.time_signature.bar_length
    before: WrittenChord | None = None
    for bar, played in zip(written, score.bars, strict=True):
        chords = list(_over(played, full - played.length, before, labels))
        before = chords[-1] if chords else None
        yield replace(bar, chords=tuple(chords))


def _labels(score: Score, transposition: Interval, symbols: ChordSymbols) -> Labeller:
    def label(chord: Chord | None) -> tuple[Chord | None, str]:
        shown = transposed(chord, transposition)
        if symbols == "roman":
            return shown, roman_figure(transposed(chord, UNISON), score.key)
        return shown, chord_name(shown)

    return label


def _over(
    bar: Bar, start: Fraction, before: WrittenChord | None, labels: Labeller
) -> Iterator[WrittenChord]:
    """Yield the chords of one bar, which begins at ``start`` in its full bar."""
    if before and (not bar.chords or bar.chords[0].offset > 0):
        yield replace(before, onset=start, repeated=True)
    for placed in bar.chords:
        chord, label = labels(placed.chord)
        repeated = before is not None and before.label == label
        if not repeated or placed.offset == 0:
            before = WrittenChord(start + placed.offset, chord, label, repeated=repeated)
            yield before
