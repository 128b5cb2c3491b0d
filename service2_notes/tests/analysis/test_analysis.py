from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given

from melodie.contract import Analysis, AnalysisRequest
from melodie.contract.analysis import Return
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.score import Bar, Score
from melodie.sounding import sounding_notes
from service2_notes.analysis.analysing import analyse
from service2_notes.tests.twists.scores import any_scores
from tests.builders import a_score, bar, note, rest

C, G7 = Chord("C", "major"), Chord("G", "dominant7")


def quarters(pitches: str, *chords: Chord, form: BarForm | None = None) -> Bar:
    events = tuple(note(pitch, "1/4") for pitch in pitches.split())
    places = (PlacedChord(Fraction(n, 2), chord) for n, chord in enumerate(chords))
    return Bar(events, form=form, chords=tuple(places))


def told(*bars: Bar, **overrides: Any) -> Analysis:
    return analyse(AnalysisRequest(score=a_score(bars, **overrides)))


@given(any_scores())
def test_every_move_and_every_bar_is_counted_once(score: Score) -> None:
    found = analyse(AnalysisRequest(score=score))
    moves, notes = found.moves, sounding_notes(score)
    counted = moves.repeats + moves.steps + moves.skips + moves.leaps
    assert counted == max(0, len(notes) - 1)
    assert (moves.widest is None) == (moves.leaps == 0)
    assert [one.bar for one in found.returns] == sorted({one.bar for one in found.returns})
    assert all(one.answers < one.bar for one in found.returns)
    assert len(found.outside_chords) <= found.over_chords <= len(notes)


def test_the_compass_and_the_moves_of_a_line() -> None:
    found = told(quarters("C4 D4 D4 F4"), quarters("C5 A4 C4 E4"))
    assert found.compass
    assert (str(found.compass.lowest), str(found.compass.highest)) == ("C4", "C5")
    moves = found.moves
    assert (moves.repeats, moves.steps, moves.skips, moves.leaps) == (1, 1, 3, 2)
    assert moves.widest == 7


def test_the_high_point_is_told_with_its_returns() -> None:
    found = told(quarters("C4 D4 E4 C5"), quarters("C5 A4 G4 C4")).high_point
    assert found
    assert (found.notes, found.bars, found.strong) == ((4, 5), (0, 1), False)
    assert told(quarters("C5 A4 G4 C4")).high_point == found.model_copy(
        update={"notes": (1,), "bars": (0,), "strong": True}
    )


def test_phrases_close_on_a_degree_and_over_a_chord() -> None:
    half = BarForm(phrase_end=PhraseEnd(3, "half"))
    final = BarForm("rhythm", 0, phrase_end=PhraseEnd(3, "final"))
    found = told(
        quarters("C4 E4 G4 D4", C, G7, form=half), quarters("E4 D4 B3 C4", G7, C, form=final)
    )
    ends = [(c.bar, c.note, c.cadence, c.degree, c.chord) for c in found.closes]
    assert ends == [(0, 4, "half", "2", G7), (1, 8, "final", "1", C)]
    assert found.returns == (Return(bar=1, relation="rhythm", answers=0),)


def test_a_score_that_says_nothing_still_closes_and_returns() -> None:
    opening = quarters("C4 D4 E4 C4")
    found = told(opening, quarters("G4 F#4 E4 D4"), opening)
    assert [(one.cadence, one.degree, one.chord) for one in found.closes] == [("final", "1", None)]
    assert Return(bar=2, relation="literal", answers=0) in found.returns
    assert (found.over_chords, found.outside_chords) == (0, ())
    assert found.foreign == (6,)


@pytest.mark.parametrize(
    ("pitches", "chords", "kind"),
    [
        ("C4 D4 E4 C4", (C,), "passing"),
        ("E4 F4 E4 C4", (C,), "neighbour"),
        ("E4 F4 F4 E4", (C,), "neighbour"),
        ("E4 C5 C5 B4", (C, G7), "suspension"),
        ("E4 D4 D4 B3", (C, G7), "anticipation"),
        ("C4 A4 G4 E4", (C,), "appoggiatura"),
        ("E4 F4 C4 E4", (C,), "escape"),
        ("A4 C4 E4 C4", (C,), "free"),
        ("C4 E4 C4 A4", (C,), "free"),
    ],
)
def test_a_note_outside_its_chord_is_named_by_how_it_comes_and_goes(
    pitches: str, chords: tuple[Chord, ...], kind: str
) -> None:
    assert told(quarters(pitches, *chords)).outside_chords[0].kind == kind


def test_an_upbeat_is_over_the_chord_of_its_own_bar_only() -> None:
    upbeat = bar(note("F4", "1/4"), pickup=True)
    with_chord = replace(upbeat, chords=(PlacedChord(Fraction(0), C),))
    assert told(upbeat, quarters("E4 D4 C4 C4")).over_chords == 0
    assert told(with_chord, quarters("E4 D4 C4 C4")).outside_chords[0].note == 1


def test_a_bass_is_part_of_its_chord_and_no_chord_is_none() -> None:
    over = Chord("C", "major", "D")
    assert told(quarters("D4 C4 E4 G4", over)).outside_chords == ()
    silent = Bar(quarters("D4 C4 E4 G4").events, chords=(PlacedChord(Fraction(0), None),))
    assert told(silent).over_chords == 0


def test_silence_has_no_compass_and_no_close() -> None:
    found = told(bar(rest("1")))
    assert (found.compass, found.high_point, found.closes) == (None, None, ())


def test_an_analysis_is_answered(client: FlaskClient) -> None:
    asked = AnalysisRequest(score=a_score()).model_dump(mode="json")
    answer = client.post("/v1/analyses", json=asked)
    assert Analysis.model_validate_json(answer.data) == analyse(AnalysisRequest(score=a_score()))
