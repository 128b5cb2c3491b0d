"""LilyPond reads our chords as the notes that they have, and prints our names of them."""

import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Final

import lilypond
import pytest

from melodie.chord_kinds import CHORD_KINDS, kind_of
from melodie.contract import ChordSymbols
from melodie.harmony import Chord, PlacedChord
from melodie.score import Bar, Score
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.chords import SILENT
from service4_lilypond.lilypond.text import LAYOUT, lilypond_text
from service4_lilypond.tests.agreement import meant
from service4_lilypond.tests.golden_scores import SCORES
from service4_lilypond.tests.printed import placed_words
from service4_lilypond.tests.readers import heard_in_midi, run_lilypond
from tests.builders import a_score, note

ALL = tuple(Chord("Eb", quality, extension=extension) for quality, extension in CHORD_KINDS)

E_FLAT = 63
"""The MIDI key that chord mode has the roots on."""


def a_bar_of(chord: Chord | None) -> Bar:
    return Bar((note("C7", "1/1"),), chords=(PlacedChord(Fraction(0), chord),))


@pytest.fixture(scope="module")
def every_chord() -> Score:
    return a_score([a_bar_of(chord) for chord in ALL])


def test_lilypond_understands_every_chord_as_its_notes(every_chord: Score, tmp_path: Path) -> None:
    source = lilypond_text(every_chord, midi=True).replace(LAYOUT, "").replace(SILENT, " ")
    (performed,), complaints = run_lilypond([source], tmp_path)
    heard = heard_in_midi(performed)
    sounding = [
        {key - E_FLAT for onset, _, key in heard if onset == number and key < 90}
        for number in range(len(ALL))
    ]
    tones = [{tone.semitones for tone in kind_of(chord).tones} for chord in ALL]
    assert sounding == tones
    assert complaints == ""


def test_the_names_of_chords_are_not_played(tmp_path: Path) -> None:
    score = SCORES["lead_sheet"]
    sources = [lilypond_text(score, symbols=how, midi=True) for how in ("names", "roman")]
    performed, complaints = run_lilypond(sources, tmp_path)
    assert [heard_in_midi(file) for file in performed] == [meant(score)] * 2
    assert complaints == ""


LEAD: Final = (
    Chord("C", "major"),
    Chord("A", "minor"),
    Chord("D", "minor7", bass="F"),
    None,
    Chord("G", "dominant7"),
)


@pytest.mark.parametrize(
    ("symbols", "printed"),
    [
        ("names", ["C", "Am", "Dm7/F", "N.C.", "G7"]),
        ("roman", ["I", "vi", "ii6/5", "N.C.", "V7"]),
        ("none", []),
    ],
)
def test_the_names_of_chords_are_text_over_the_staff_of_the_page_in_their_order(
    engraver: Engraver, symbols: ChordSymbols, printed: list[str]
) -> None:
    source = lilypond_text(a_score([a_bar_of(chord) for chord in LEAD]), symbols=symbols)
    pdf = engraver.engrave(source, [Output.PDF])[Output.PDF]
    known = {"C", "Am", "Dm7/F", "N.C.", "G7", "I", "vi", "ii6/5", "V7"}
    found = [one for one in placed_words(pdf) if one.text in known]
    assert [one.text for one in sorted(found, key=lambda one: one.left)] == printed
    assert len({round(one.height) for one in found}) <= 1


def test_a_score_without_chords_has_no_context_for_them() -> None:
    assert "ChordNames" not in lilypond_text(a_score())
    assert "ChordNames" not in lilypond_text(SCORES["lead_sheet"], symbols="none")
    assert "ChordNames" not in lilypond_text(SCORES["lead_sheet"], symbols="roman")


ROOTS = [step + sign for step in "CDEFGAB" for sign in ("b", "", "#")]


@pytest.mark.parametrize("symbols", ["guitar", "ukulele"])
def test_every_chord_has_a_diagram_or_none_and_no_warning(
    symbols: ChordSymbols, tmp_path: Path
) -> None:
    qualities = [quality for quality, extension in CHORD_KINDS if extension is None]
    plain = [Chord("Eb", quality) for quality in qualities]
    plain += [Chord(root, quality) for root in ROOTS for quality in ("major", "minor7")]
    source = lilypond_text(a_score([a_bar_of(chord) for chord in plain]), symbols=symbols)
    folder = tmp_path / symbols
    folder.mkdir()
    (folder / "all.ly").write_text(source, encoding="utf-8")
    command = [str(lilypond.executable()), "--loglevel=WARNING", "all.ly"]
    run = subprocess.run(  # noqa: S603 - our own source
        command, cwd=folder, capture_output=True, text=True, check=True, timeout=300
    )
    assert run.stderr == ""


def test_diagrams_are_not_played(tmp_path: Path) -> None:
    score = SCORES["lead_sheet"]
    sources = [lilypond_text(score, symbols=how, midi=True) for how in ("guitar", "ukulele")]
    performed, complaints = run_lilypond(sources, tmp_path)
    assert [heard_in_midi(file) for file in performed] == [meant(score)] * 2
    assert complaints == ""
