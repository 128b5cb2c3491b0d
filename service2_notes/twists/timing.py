"""Turns a score round in time, and stretches or shortens it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

from melodie.errors import InvalidInput
from melodie.form import Cadence
from melodie.score import Score
from service2_notes.twists.barlines import ChordSpan, JobSpan, Piece, Unbarred, barred, unbarred

DOUBLE: Final = Fraction(2)
HALF: Final = Fraction(1, 2)


def retrograde(score: Score, _option: str) -> Score:
    """Return ``score`` from its end to its beginning.

    Barlines turn with the music: what was an upbeat is in the last bar, with rests after
    it, and rests that ended the last bar are left out where they would begin the first,
    which becomes an upbeat. So retrograde twice gives the same notes, ties, tuplets and
    chords, upbeat included; but a full first bar that began with rests has become an
    upbeat, and rests that filled the last bar may be written as one.
    """
    music = unbarred(score)
    turned = tuple(_turned(music.pieces))
    full = score.time_signature.bar_length
    silent = 0
    while silent < len(turned) and _is_plain_rest(turned[silent]):
        silent += 1
    gone = sum((piece.event.duration for piece in turned[:silent]), Fraction(0))
    if not 0 < gone < full:
        silent, gone = 0, Fraction(0)
    whole = music.length
    chords = tuple(
        ChordSpan(max(whole - span.end - gone, Fraction(0)), whole - span.start - gone, span.chord)
        for span in reversed(music.chords)
        if span.start < whole - gone
    )
    upbeat = full - gone if gone else gone
    return _written(lambda: barred(Unbarred(turned[silent:], chords, (), upbeat), score))


def augment(score: Score, _option: str) -> Score:
    """Return ``score`` with every note, rest and chord twice as long, its upbeat too."""
    return _written(lambda: barred(_scaled(unbarred(score), DOUBLE), score))


def diminish(score: Score, _option: str) -> Score:
    """Return ``score`` with every note, rest and chord half as long, its upbeat too.

    Notes that were tied over a barline are one note where no barline parts them now.
    """
    return _written(lambda: barred(_scaled(_joined(score), HALF), score))


def _turned(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces from last to first, each tied to what it was tied from."""
    cadences = _turned_cadences(pieces)
    for number in range(len(pieces) - 1, -1, -1):
        tied = number > 0 and pieces[number - 1].event.tie
        yield Piece(replace(pieces[number].event, tie=tied), cadences.get(number))


def _turned_cadences(pieces: Sequence[Piece]) -> dict[int, Cadence]:
    """Return where phrases end when they are turned: with what followed their ends."""
    notes: list[tuple[int, Cadence | None]] = []  # the last piece of each note
    held = False
    for number, piece in enumerate(pieces):
        if piece.event.pitch is not None:
            if held:
                notes[-1] = number, notes[-1][1]
            else:
                notes.append((number, piece.cadence))
        held = piece.event.tie
    closes = [cadence for _, cadence in notes if cadence]
    if not closes:
        return {}
    turned = {notes[0][0]: closes[-1]}
    for (_, cadence), (following, _) in pairwise(notes):
        if cadence:
            turned[following] = cadence
    return turned


def _is_plain_rest(piece: Piece) -> bool:
    return piece.event.pitch is None and piece.event.tuplet is None


def _scaled(music: Unbarred, factor: Fraction) -> Unbarred:
    return Unbarred(
        tuple(
            piece._replace(event=replace(piece.event, duration=piece.event.duration * factor))
            for piece in music.pieces
        ),
        tuple(ChordSpan(one.start * factor, one.end * factor, one.chord) for one in music.chords),
        tuple(JobSpan(span.start * factor, span.job) for span in music.jobs),
        music.pickup * factor,
    )


def _joined(score: Score) -> Unbarred:
    """Return the music with the notes that a barline parted in one piece, tuplets excepted."""
    music = unbarred(score)
    lasts = {count - 1 for count in accumulate(len(bar.events) for bar in score.bars)}
    pieces: list[Piece] = []
    for number, piece in enumerate(music.pieces):
        before = pieces[-1].event if pieces else None
        parted = before is not None and before.tie and number - 1 in lasts
        if before and parted and not before.tuplet and not piece.event.tuplet:
            joined = replace(
                before, duration=before.duration + piece.event.duration, tie=piece.event.tie
            )
            pieces[-1] = pieces[-1]._replace(event=joined)
        else:
            pieces.append(piece)
    return replace(music, pieces=tuple(pieces))


def _written(make: Callable[[], Score]) -> Score:
    try:
        return make()
    except ValueError as error:
        detail = "its notes would be too long or too short to be written"
        raise InvalidInput.of("twist", detail, "not_written") from error
