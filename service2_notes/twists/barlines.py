"""Music without its barlines, and barlines drawn through it again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from melodie.errors import InvalidInput
from melodie.event import Event
from melodie.form import MAX_BARS, BarForm, Cadence, Job, PhraseEnd
from melodie.harmony import BarChords, Chord, PlacedChord
from melodie.score import Bar, Score
from service2_notes.returns import with_returns
from service2_notes.twists.rewriting import unmarked


class Piece(NamedTuple):
    """An event, and what it closes where it begins the last note of a phrase."""

    event: Event
    cadence: Cadence | None = None


class ChordSpan(NamedTuple):
    """A chord from ``start`` to ``end``, in whole notes from the beginning."""

    start: Fraction
    end: Fraction
    chord: Chord | None


class JobSpan(NamedTuple):
    """What a phrase does from ``start`` on."""

    start: Fraction
    job: Job | None


@dataclass(frozen=True, slots=True)
class Unbarred:
    """Music as it passes, without barlines; ``pickup`` is how long its upbeat is."""

    pieces: tuple[Piece, ...]
    chords: tuple[ChordSpan, ...] = ()
    jobs: tuple[JobSpan, ...] = ()
    pickup: Fraction = Fraction(0)

    @property
    def length(self) -> Fraction:
        """How long it is, in whole notes."""
        return sum((piece.event.duration for piece in self.pieces), Fraction(0))


def unbarred(score: Score) -> Unbarred:
    """Return the music of ``score``, without slurs and breath marks."""
    pieces: list[Piece] = []
    chords: list[ChordSpan] = []
    jobs: list[JobSpan] = []
    start = Fraction(0)
    for bar in unmarked(score).bars:
        end = bar.phrase_end
        for index, event in enumerate(bar.events):
            pieces.append(Piece(event, end.cadence if end and end.event == index else None))
        chords += _spans(bar, start)
        jobs.append(JobSpan(start, bar.form.job if bar.form else None))
        start += bar.length
    pickup = score.bars[0].length if score.bars[0].pickup else Fraction(0)
    return Unbarred(tuple(pieces), tuple(chords), tuple(jobs), pickup)


def barred(music: Unbarred, score: Score) -> Score:
    """Return ``score`` with this music in its place, in bars of its time signature.

    Notes over a barline are tied, and rests fill the last bar. Where ``score`` says
    something about its form, the new one says which bars return as its notes show it.
    Raises ``InvalidInput`` where that is too long, or cannot be written.
    """
    full = score.time_signature.bar_length
    short = music.pickup % full
    bars = -((short - music.length) // full)
    if bars > MAX_BARS:
        detail = f"that would be {bars} bars, and a melody has at most {MAX_BARS}"
        raise InvalidInput.of("twist", detail, "too_many_bars", bars=bars, most=MAX_BARS)
    formed = any(bar.form for bar in score.bars)
    new = []
    for start, pieces in _cut(music.pieces, short, full):
        length = sum((piece.event.duration for piece in pieces), Fraction(0))
        new.append(
            Bar(
                events=tuple(piece.event for piece in pieces),
                pickup=length < full,
                form=_form(pieces, _job(music.jobs, start + length)) if formed else None,
                chords=_placed(music.chords, start, start + length),
            )
        )
    made = replace(score, bars=tuple(new))
    return with_returns(made) if formed else made


def _spans(bar: Bar, start: Fraction) -> Iterator[ChordSpan]:
    ends = [placed.offset for placed in bar.chords] + [bar.length]
    for placed, end in zip(bar.chords, ends[1:], strict=True):
        yield ChordSpan(start + placed.offset, start + end, placed.chord)


def _cut(
    pieces: Sequence[Piece], short: Fraction, full: Fraction
) -> Iterator[tuple[Fraction, list[Piece]]]:
    """Yield where each bar begins, and what is in it."""
    start, room = Fraction(0), short or full
    bar: list[Piece] = []
    for piece in pieces:
        left: Piece | None = piece
        while left:
            fits, left = _divided(left, room)
            bar.append(fits)
            room -= fits.event.duration
            if not room:
                yield start, bar
                start += sum((one.event.duration for one in bar), Fraction(0))
                bar, room = [], full
    if bar:
        yield start, [*bar, Piece(Event(None, room))]


def _divided(piece: Piece, room: Fraction) -> tuple[Piece, Piece | None]:
    """Return what of a piece has room, and the rest of it, tied."""
    event = piece.event
    if event.duration <= room:
        return piece, None
    sounds = event.pitch is not None
    first = replace(event, duration=room, tie=sounds)
    return piece._replace(event=first), Piece(replace(event, duration=event.duration - room))


def _form(pieces: Sequence[Piece], job: Job | None) -> BarForm:
    ends = [PhraseEnd(n, piece.cadence) for n, piece in enumerate(pieces) if piece.cadence]
    return BarForm(job=job, phrase_end=ends[-1] if ends else None)


def _job(jobs: Sequence[JobSpan], end: Fraction) -> Job | None:
    """Return what the phrase does in which a bar ends."""
    begun = [span.job for span in jobs if span.start < end]
    return begun[-1] if begun else None


def _placed(spans: Sequence[ChordSpan], start: Fraction, end: Fraction) -> BarChords:
    """Return the chords of a bar, a chord that goes on named once."""
    inside = [
        PlacedChord(max(span.start - start, Fraction(0)), span.chord)
        for span in spans
        if span.start < end and span.end > start
    ]
    again = {n for n, (one, other) in enumerate(pairwise(inside), 1) if one.chord == other.chord}
    return tuple(placed for n, placed in enumerate(inside) if n not in again)
