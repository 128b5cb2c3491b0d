"""Tells how a melody is made."""

from melodie.contract import Analysis, AnalysisRequest
from melodie.sounding import sounding_notes
from service2_notes.analysis.harmony import chords_under, outside_chords
from service2_notes.analysis.lines import compass, high_point, moves
from service2_notes.analysis.phrases import closes, returns
from service2_notes.twists.degrees import is_of


def analyse(wanted: AnalysisRequest) -> Analysis:
    """Return what the notes of a score show, and what it says of form and chords.

    Raises ``InvalidInput`` for a scale that is not offered.
    """
    score = wanted.score
    notes = sounding_notes(score)
    chords = chords_under(score, notes)
    return Analysis(
        compass=compass(notes),
        moves=moves(notes),
        high_point=high_point(score, notes),
        closes=closes(score, notes, chords),
        returns=returns(score),
        over_chords=sum(chord is not None for chord in chords),
        outside_chords=tuple(outside_chords(notes, chords)),
        foreign=tuple(note.number for note in notes if not is_of(note.pitch, score.key)),
    )
