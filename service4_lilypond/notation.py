"""From the music to what a copyist writes: the same for paper and for screen.

Notes are split and tied where the metre asks for it, rests grouped, beams
and tuplet brackets set, pitches and key moved for transposing instruments,
accidentals chosen, phrases marked. Both the LilyPond and the MusicXML writer start from here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from melodie.score import Bar, Score
from service4_lilypond.accidentals import with_accidentals
from service4_lilypond.beams import with_beams
from service4_lilypond.figures import Figure, Span, figures
from service4_lilypond.hierarchy import Hierarchy, hierarchy
from service4_lilypond.phrasing import with_phrasing
from service4_lilypond.splitting import split_note, split_rest
from service4_lilypond.transposing import Transposition, transposition, written_tonic
from service4_lilypond.written import WrittenBar, WrittenEvent, WrittenPart, values_in


def notate(score: Score) -> WrittenPart:
    """Write ``score`` down as a player's part.

    The heads of one sounding note share its number: the third note of the
    melody is ``n3``, and what is tied to it ``n3-2``, ``n3-3``.
    Raises ``InvalidInput`` when a pitch lies beyond what can be written.
    """
    moved = transposition(score)
    tonic, fifths = written_tonic(score, moved)
    metre = hierarchy(score.time_signature)
    first = 0 if score.bars[0].pickup else 1
    plain = (
        WrittenBar(number, tuple(_events(bar, metre, moved)))
        for number, bar in enumerate(score.bars, start=first)
    )
    beamed = (replace(bar, events=with_beams(bar.events, metre)) for bar in _identified(plain))
    phrased = with_phrasing(beamed, score.bars)
    return WrittenPart(
        tonic=tonic,
        mode=score.key.mode,
        fifths=fifths,
        diatonic=moved.diatonic,
        chromatic=moved.chromatic,
        bars=with_accidentals(phrased, fifths),
    )


def _events(bar: Bar, metre: Hierarchy, moved: Transposition) -> Iterator[WrittenEvent]:
    length = bar.length
    if not bar.pickup and all(event.pitch is None for event in bar.events):
        yield WrittenEvent("", Fraction(0), length, length, fills_bar=True)
        return
    for figure in figures(bar.events, metre.length - length, metre):
        yield from _figure(figure, metre, moved)


def _figure(figure: Figure, metre: Hierarchy, moved: Transposition) -> Iterator[WrittenEvent]:
    events = [event for span in figure for event in _heads(span, metre, moved)]
    if figure[0].tuplet is not None:
        events[0] = replace(events[0], tuplet_begins=True)
        events[-1] = replace(events[-1], tuplet_ends=True)
    yield from events


def _heads(span: Span, metre: Hierarchy, moved: Transposition) -> Iterator[WrittenEvent]:
    """Write one span with as many heads as it takes, tied."""
    values = _values(span, metre)
    pitch = moved.written(span.pitch) if span.pitch else None
    onset = span.start
    for left, value in zip(range(len(values))[::-1], values, strict=True):
        duration = value * span.tuplet.ratio if span.tuplet else value
        tied = span.tie or (pitch is not None and left > 0)
        yield WrittenEvent("", onset, value, duration, pitch, tied_to=tied, tuplet=span.tuplet)
        onset += duration


def _values(span: Span, metre: Hierarchy) -> tuple[Fraction, ...]:
    if span.tuplet is not None:
        return values_in(span.duration / span.tuplet.ratio)
    split = split_rest if span.pitch is None else split_note
    return split(metre, span.start, span.end)


def _identified(bars: Iterable[WrittenBar]) -> Iterator[WrittenBar]:
    """Give the notes and rests their numbers, and mark the heads that a tie leads to."""
    notes = heads = rests = 0
    held = False
    for bar in bars:
        events = []
        for event in bar.events:
            if event.pitch is None:
                rests += 1
                name = f"r{rests}"
            elif held:
                heads += 1
                name = f"n{notes}-{heads}"
            else:
                notes, heads = notes + 1, 1
                name = f"n{notes}"
            events.append(replace(event, id=name, tied_from=held))
            held = event.tied_to
        yield replace(bar, events=tuple(events))
