"""Tablature has every note of the tune once, is not played, and stands where it is asked for."""

import re
import subprocess
from pathlib import Path

import lilypond
import pytest

from melodie.contract import ChordSymbols, ScoreRequest
from melodie.score import Score
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.lilypond.card import card_text
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.tests.accompanied import HELD, accompanied
from service4_lilypond.tests.golden_scores import SCORES
from service4_lilypond.tests.readers import heard_in_midi, run_lilypond
from tests.builders import a_score, bar, note, rest

SCALE = ("C3", "D3", "E3", "F3", "G3", "A3", "B3", "C4")
CLARINET = next(choice for choice in INSTRUMENTS if choice.id == "clarinet")


def tab(score: Score, symbols: ChordSymbols = "guitar_tab") -> str:
    """Return the tablature's part of the source."""
    _, _, below = lilypond_text(score, symbols=symbols).partition("\\new TabStaff")
    return below


def a_scale(**more: object) -> Score:
    return a_score([bar(*(note(pitch, "1/8") for pitch in SCALE))], **more)


@pytest.mark.parametrize("symbols", ["guitar_tab", "ukulele_tab"])
def test_lilypond_prints_the_tablature_of_any_score_and_plays_the_tune_once(
    symbols: ChordSymbols, tmp_path: Path
) -> None:
    scores = [score for score in SCORES.values() if score.accompaniment is None]
    ways: tuple[ChordSymbols, ...] = (symbols, "names")
    sources = [lilypond_text(score, symbols=way, midi=True) for way in ways for score in scores]
    performed, complaints = run_lilypond(sources, tmp_path)
    heard = [heard_in_midi(file) for file in performed]
    assert heard[: len(scores)] == heard[len(scores) :]
    assert complaints == ""
    assert all("\\new TabStaff" in source for source in sources[: len(scores)])


def test_the_frets_on_the_page_are_those_that_were_chosen(tmp_path: Path) -> None:
    (tmp_path / "scale.ly").write_text(lilypond_text(a_scale(), symbols="guitar_tab"))
    command = [str(lilypond.executable()), "--loglevel=WARNING", "--svg", "scale.ly"]
    run = subprocess.run(  # noqa: S603 - our own source
        command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=300
    )
    assert run.stderr == ""
    picture = (tmp_path / "scale.svg").read_text()
    numbers = re.findall(r"\(([\d.]+), [\d.]+\)\">\s*<text [^>]*>\s*<tspan>(\d)</tspan>", picture)
    from_the_left = sorted(numbers, key=lambda found: float(found[0]))
    assert "".join(fret for _, fret in from_the_left) == "30230201"


def test_a_note_has_its_string_and_a_tied_one_the_same() -> None:
    score = a_score([bar(note("C3", "5/8"), rest("3/8"))])
    assert "c2\\5~ c8\\5 s8 s4 |" in tab(score)


def test_a_transposing_part_has_the_tablature_of_what_sounds() -> None:
    concert = tab(a_scale())
    moved = tab(a_scale(instrument=CLARINET.instrument))
    assert re.findall(r"\\\d", concert) == re.findall(r"\\\d", moved)
    assert "c8\\5 d8\\4 e8\\4" in moved


def test_a_tune_that_lies_badly_is_moved_and_it_says_so() -> None:
    assert "octave" not in tab(a_scale())
    assert '"8vb"' in tab(a_score([bar(note("C4", "1/2"), note("C6", "1/2"))]))
    assert '"8va"' in tab(a_score([bar(note("C2", "1/2"), note("C3", "1/2"))]))


def test_what_no_octave_brings_onto_the_strings_is_left_out() -> None:
    below = tab(a_score([bar(note("C1", "1/4"), note("C3", "1/4"), note("C4", "1/2"))]))
    assert "s4 c4\\5 c'2\\2 |" in below


def test_tablature_is_for_a_lead_sheet_alone() -> None:
    assert tab(accompanied(HELD)) == ""
    assert tab(a_scale(), "guitar") == tab(a_scale(), "names") == ""
    assert "TabStaff" not in card_text(ScoreRequest(score=a_scale(), chord_symbols="guitar_tab"))
