"""Chord symbols stand once, until another chord comes, and are read at written pitch."""

from dataclasses import replace
from fractions import Fraction

import pytest

from melodie.contract import ChordSymbols
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Key
from melodie.score import Bar, Instrument, Score
from service4_lilypond.notation.notation import notate
from tests.builders import CLARINET, PIANO, a_score, bar, note

C, F, G7 = Chord("C", "major"), Chord("F", "major"), Chord("G", "dominant7")
ALTO_SAX = Instrument("Alto saxophone in E♭", program=65, diatonic=-5, chromatic=-9)


def over(*chords: tuple[str, Chord | None], length: str = "1/1", pickup: bool = False) -> Bar:
    played = bar(note("C5", length), pickup=pickup)
    return replace(played, chords=tuple(PlacedChord(Fraction(at), one) for at, one in chords))


def printed(
    score: Score, symbols: ChordSymbols = "names", *, heads_line: bool = False
) -> list[list[tuple[str, str]]]:
    """Return where which symbols stand over every bar."""
    return [
        [(str(chord.onset), chord.label) for chord in one.symbols(heads_line=heads_line)]
        for one in notate(score, symbols).bars
    ]


def test_a_chord_is_printed_once_until_another_comes() -> None:
    score = a_score([over(("0", C)), over(("0", C), ("1/2", C), ("3/4", G7)), over(("0", C))])
    assert printed(score) == [[("0", "C")], [("3/4", "G7")], [("0", "C")]]


def test_a_line_begins_with_the_chord_that_goes_on() -> None:
    score = a_score([over(("0", C)), over(("1/2", F)), over()])
    assert printed(score, heads_line=True) == [
        [("0", "C")],
        [("0", "C"), ("1/2", "F")],
        [("0", "F")],
    ]


def test_nothing_is_repeated_before_the_first_chord() -> None:
    score = a_score([over(length="1/4", pickup=True), over(), over(("0", C))])
    assert printed(score, heads_line=True) == [[], [], [("0", "C")]]


def test_chords_of_an_upbeat_count_from_where_its_full_bar_would_begin() -> None:
    score = a_score([over(("1/8", G7), length="1/4", pickup=True), over(("0", C))])
    assert printed(score) == [[("7/8", "G7")], [("0", "C")]]


def test_where_no_chord_sounds_that_is_said() -> None:
    score = a_score([over(("0", C), ("1/4", None)), over(("0", None))])
    assert printed(score) == [[("0", "C"), ("1/4", "N.C.")], []]


def test_players_of_transposing_instruments_read_chords_as_their_notes() -> None:
    chord = Chord("Bb", "dominant7", bass="D")
    for instrument, name in ((PIANO, "B♭7/D"), (CLARINET, "C7/E"), (ALTO_SAX, "G7/B")):
        score = a_score([over(("0", chord))], instrument=instrument)
        assert printed(score) == [[("0", name)]]


def test_no_name_has_two_accidentals() -> None:
    chords = [("0", Chord("Ebb", "major")), ("1/2", Chord("F##", "minor", bass="Bbb"))]
    assert printed(a_score([over(*chords)])) == [[("0", "D"), ("1/2", "Gm/A")]]


def test_figures_are_those_of_the_key_whatever_the_instrument() -> None:
    key = Key("Bb", "major", "major")
    score = a_score([over(("0", F), ("1/2", C))], instrument=CLARINET, key=key)
    assert printed(score, "roman") == [[("0", "V"), ("1/2", "II")]]


def test_chords_can_be_left_out() -> None:
    assert printed(a_score([over(("0", C))]), "none") == [[]]


@pytest.mark.parametrize("symbols", ["names", "roman", "none"])
def test_no_note_is_written_otherwise(symbols: ChordSymbols) -> None:
    with_chords = a_score([over(("0", C)), over(("1/4", G7))])
    without = a_score([over(), over()])
    shown = notate(with_chords, symbols).bars
    assert [one.events for one in shown] == [one.events for one in notate(without).bars]
