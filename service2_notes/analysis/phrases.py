"""Where the phrases of a score come to rest, and which of its bars return."""

from collections.abc import Iterator, Sequence

from melodie.contract.analysis import Close, Return
from melodie.form import Cadence, Relation
from melodie.harmony import Chord
from melodie.score import Score
from melodie.sounding import SoundingNote
from service2_notes.returns import found_returns
from service2_notes.twists.degrees import degree_of, ladder_of
from service2_notes.twists.rewriting import note_places


def closes(
    score: Score, notes: Sequence[SoundingNote], chords: Sequence[Chord | None]
) -> tuple[Close, ...]:
    """Return where phrases end; where nothing is said of that, the last note closes all."""
    return tuple(
        Close(
            bar=notes[number].bar,
            note=notes[number].number,
            cadence=cadence,
            degree=_degree(score, notes[number]),
            chord=chords[number],
        )
        for number, cadence in _ends(score)
    )


def returns(score: Score) -> tuple[Return, ...]:
    """Return the bars that take something from an earlier one.

    As the score says; where it says nothing of any bar, as its notes show.
    """
    said: list[tuple[Relation, int | None]] = [
        (bar.form.relation, bar.form.answers) if bar.form else ("new", None) for bar in score.bars
    ]
    found = said if any(bar.form for bar in score.bars) else found_returns(score.bars)
    return tuple(
        Return(bar=bar, relation=relation, answers=answers)
        for bar, (relation, answers) in enumerate(found)
        if answers is not None
    )


def _ends(score: Score) -> Iterator[tuple[int, Cadence]]:
    """Yield the index of the last note of each phrase, and what it closes."""
    places = note_places(score)
    if not any(bar.phrase_end for bar in score.bars):
        if places:
            yield len(places) - 1, "final"
        return
    for number, events in enumerate(places):
        bar, event = events[0]
        end = score.bars[bar].phrase_end
        if end and end.event == event:
            yield number, end.cadence


def _degree(score: Score, note: SoundingNote) -> str | None:
    """Return the degree of a note, written against the major scale's, such as ``b3``."""
    degree, ladder = degree_of(note.pitch, score.key), ladder_of(score.key)
    return None if degree.raised else ladder.scale.degrees[degree.step % ladder.size]
