"""The accompaniment as the second staff of a piano, below the tune: one voice or two in a bar.

Where bass and chords never sound together they are one voice, as a pianist's left hand
plays them; else the chords are the upper voice and the bass the lower.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, count

from melodie.accompaniment import AccompanimentBar, Struck
from melodie.duration import is_dyadic
from melodie.event import Event
from melodie.metre import hierarchy
from melodie.score import Bar, Score
from service4_lilypond.notation.accidentals import AccidentalReader
from service4_lilypond.notation.bar_rhythm import ANY_PITCH, written_rhythm
from service4_lilypond.notation.written import ChordEvent, Head, StaffBar, Voice


def second_staff(score: Score) -> tuple[StaffBar, ...]:
    """Return the second staff of ``score``, bar by bar; none where it has no accompaniment."""
    if score.accompaniment is None:
        return ()
    writer, first = _Writer(score), 0 if score.bars[0].pickup else 1
    bars = zip(score.accompaniment.bars, score.bars, strict=True)
    return tuple(
        writer.written(number, bar, pickup=own.pickup)
        for number, (bar, own) in enumerate(bars, start=first)
    )


def together(bar: AccompanimentBar) -> tuple[Struck, ...]:
    """Return chords and bass as one voice; nothing where they sound at the same time."""
    both = [*_timed(bar.chords), *_timed(bar.bass)]
    found: list[Struck] = []
    now = Fraction(0)
    for begin, one in sorted(both, key=lambda timed: timed[0]):
        if begin < now:
            return ()
        if begin > now:
            found.append(Struck((), begin - now))
        found.append(one)
        now = begin + one.duration
    if now < bar.length:
        found.append(Struck((), bar.length - now))
    return tuple(found)


def _timed(voice: Sequence[Struck]) -> Iterator[tuple[Fraction, Struck]]:
    """Yield what sounds, and when it begins."""
    begins = accumulate((one.duration for one in voice), initial=Fraction(0))
    return ((begin, one) for begin, one in zip(begins, voice, strict=False) if one.pitches)


class _Writer:
    """Writes bars in their order, for a reader who has accidentals in mind."""

    def __init__(self, score: Score) -> None:
        self._metre = hierarchy(score.time_signature)
        self._reader = AccidentalReader(score.key.fifths)
        self._names = count(1)

    def written(self, number: int, bar: AccompanimentBar, *, pickup: bool) -> StaffBar:
        self._reader.cross_barline()
        if not is_dyadic(bar.length):  # an upbeat of part of a tuplet, which is silent
            return StaffBar(number, bar.length, ())
        alone = together(bar)
        voices = [alone] if alone else [bar.chords, bar.bass]
        written = [self._voice(voice, pickup=pickup) for voice in voices]
        return StaffBar(number, bar.length, self._with_accidentals(written))

    def _voice(self, voice: Sequence[Struck], *, pickup: bool) -> Voice:
        """Return one voice as it is written, split and beamed as the beats ask for it."""
        events = tuple(Event(ANY_PITCH if one.pitches else None, one.duration) for one in voice)
        struck = (one.pitches for one in voice if one.pitches)
        found: list[ChordEvent] = []
        heads: tuple[Head, ...] = ()
        held = False
        for event in written_rhythm(Bar(events, pickup=pickup), self._metre):
            if event.pitch is not None and not held:
                heads = tuple(map(Head, next(struck)))
            named = replace(event, id=f"a{next(self._names)}", tied_from=held)
            found.append(ChordEvent(named, heads if event.pitch is not None else ()))
            held = event.tied_to
        return tuple(found)

    def _with_accidentals(self, voices: Sequence[Voice]) -> tuple[Voice, ...]:
        """Return voices with the accidentals of one staff, read from left to right."""
        places = sorted(
            (event.rhythm.onset, voice, place)
            for voice, events in enumerate(voices)
            for place, event in enumerate(events)
        )
        marked = [list(events) for events in voices]
        for _, voice, place in places:
            rhythm, heads = marked[voice][place].rhythm, marked[voice][place].heads
            read = [self._reader.read(replace(rhythm, pitch=head.pitch)) for head in heads]
            marked[voice][place] = ChordEvent(
                rhythm,
                tuple(
                    Head(head.pitch, one.accidental) for head, one in zip(heads, read, strict=True)
                ),
            )
        return tuple(map(tuple, marked))
