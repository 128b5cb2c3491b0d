from typing import Any
from xml.etree import ElementTree as ET

import music21
import pytest

from melodie.contract import ScoreRequest
from service4_lilypond.lilypond.card import card_text
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.piano import printed
from service4_lilypond.svg.picture import svg
from service4_lilypond.tests.accompanied import HELD, WALTZ, accompanied, two_hands
from tests.builders import CLARINET, a_score, bar, note


def test_a_lead_sheet_has_no_second_staff() -> None:
    score = accompanied(HELD)
    assert printed(score, "lead").accompaniment is None
    assert "PianoStaff" not in lilypond_text(printed(score, "lead"))
    assert printed(a_score(), "piano").accompaniment is None


def test_a_pianist_reads_a_clarinets_tune_as_it_sounds() -> None:
    score = printed(accompanied(HELD, instrument=CLARINET), "piano")
    assert (score.instrument.name, score.instrument.chromatic) == ("Piano", 0)
    assert score.instrument.program == CLARINET.program


@pytest.mark.parametrize(("pitch", "clef"), [("C5", "treble"), ("C3", "bass"), ("C4", "treble")])
def test_a_pianist_reads_the_clef_with_the_fewest_ledger_lines(pitch: str, clef: str) -> None:
    score = accompanied(HELD, tune=[bar(note(pitch, "1"))], clef="tenor")
    assert printed(score, "piano").clef == clef


def test_lilypond_is_given_two_staves_and_two_voices_where_they_are_needed() -> None:
    text = lilypond_text(accompanied(HELD, WALTZ, sound={"program": 24}), midi=True)
    assert text.count("\\new Staff") == 2
    assert "\\new PianoStaff <<" in text
    assert "<< { <e g c'>1 } \\\\ { c1 } >> | % 1" in text
    assert "c4 <e g c'>4 g,4 <e g c'>4 | % 2" in text
    assert text.count("acoustic guitar (nylon)") == 1


def test_an_empty_upbeat_and_a_courtesy_are_written_for_lilypond() -> None:
    upbeat = bar(note("C5", "1/4"), pickup=True)
    silent = two_hands(":1/4", ":1/4")
    score = accompanied(
        silent,
        two_hands("F#3:1", "D2:1"),
        two_hands("F3:1", "D2:1"),
        tune=[upbeat, bar(note("C5", "1")), bar(note("C5", "1"))],
    )
    text = lilypond_text(score)
    assert "r4 | % 0" in text
    assert "{ f!1 }" in text


def test_what_music21_reads_is_a_piano_with_the_same_notes() -> None:
    score = accompanied(HELD, WALTZ)
    read: Any = music21.converter.parse(musicxml(score).decode(), format="musicxml")
    upper, lower = read.parts
    assert [n.nameWithOctave for n in upper.flatten().notes] == ["C5", "C5"]
    below = [
        (float(n.offset), sorted(p.nameWithOctave for p in n.pitches), float(n.quarterLength))
        for n in lower.flatten().notes
    ]
    triad = ["C4", "E3", "G3"]
    assert sorted(below) == [
        (0.0, ["C3"], 4.0),
        (0.0, triad, 4.0),
        (4.0, ["C3"], 1.0),
        (5.0, triad, 1.0),
        (6.0, ["G2"], 1.0),
        (7.0, triad, 1.0),
    ]


def test_musicxml_says_two_staves_of_one_part() -> None:
    root = ET.fromstring(musicxml(accompanied(HELD, WALTZ)))  # noqa: S314 -- our own
    assert [e.text for e in root.iter("staves")] == ["2"]
    assert {e.get("number") for e in root.iter("clef")} == {"1", "2"}
    assert len(root.findall("part")) == 1
    assert all(note.find("staff") is not None for note in root.iter("note"))


def test_pictures_and_cards_show_the_tune_alone() -> None:
    alone = printed(accompanied(HELD), "lead")
    assert svg(accompanied(HELD)) == svg(alone)
    assert card_text(ScoreRequest(score=accompanied(HELD), layout="piano")) == card_text(
        ScoreRequest(score=alone)
    )
