"""Chords as people type them: every spelling means its chord, and what means none is named."""

from contextlib import suppress
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.chord_kinds import CHORD_KINDS, symbol
from melodie.contract.harmony import MAX_CHORDS_TEXT
from melodie.errors import InvalidInput
from melodie.harmony import BarChords, Chord
from melodie.pitch import SEMITONES, STEPS, Mode
from melodie.time_signature import TimeSignature
from service2_notes.progressions.reading import read_chords
from service2_notes.progressions.sharing import most_chords, places
from service2_notes.progressions.symbols import GERMAN, chord_typed

COMMON = TimeSignature(4, 4, (2, 2))
ROOTS = st.builds(str.__add__, st.sampled_from(STEPS), st.sampled_from(["", "b", "#", "bb", "##"]))
CHORDS = st.builds(
    lambda root, kind, bass: Chord(root, kind[0], None if bass == root else bass, kind[1]),
    ROOTS,
    st.sampled_from(list(CHORD_KINDS)),
    st.none() | ROOTS,
)
PIECES = st.sampled_from(
    ["C", "m", "7", "|", " ", "%", "/", "b", "#", "i", "V", "-", "(", "ø", "H"]
)


def read(
    text: str, tonic: str = "C", mode: Mode = "major", time: TimeSignature = COMMON
) -> list[str]:
    """Return the chords of a text as symbols, one text for each bar."""
    return [_said(bar) for bar in read_chords(text, tonic, mode, time)]


def _said(bar: BarChords) -> str:
    return " ".join(symbol(one.chord) if one.chord else "N.C." for one in bar)


def fault(text: str) -> tuple[str, dict[str, object]]:
    """Return the code and the parameters that a text is refused with."""
    with pytest.raises(InvalidInput) as refused:
        read_chords(text, "C", "major", COMMON)
    (found,) = refused.value.fields
    assert found.field == "chords"
    return found.code, dict(found.params)


@given(CHORDS)
def test_a_chord_that_is_written_is_read_as_the_same_chord(chord: Chord) -> None:
    assert chord_typed(symbol(chord)) == chord


@pytest.mark.parametrize(
    ("typed", "chord"),
    [
        ("Cmaj7 CM7 CΔ CΔ7 Cj7 Cma7 CMaj7", "Cmaj7"),
        ("Cm Cmin C- Cmi Cminor cm", "Cm"),
        ("Cm7 C-7 Cmin7 Cmi7 cm7", "Cm7"),
        ("Cm(maj7) CmM7 C-Δ7 Cmmaj7 CminMaj7", "Cm(maj7)"),
        ("Cø Cø7 Cm7b5 Cm7(b5) C-7b5 Cm7-5 Cmin7b5", "Cø7"),
        ("C° Co Cdim", "C°"),
        ("C°7 Co7 Cdim7", "C°7"),
        ("C+ Caug C(#5)", "C+"),
        ("C7#5 C+7 Caug7 C7+ C7(#5) C7+5", "C7#5"),
        ("C7(b9) C7b9 C7-9", "C7b9"),
        ("C6/9 C69 C6(9) C6add9", "C6/9"),
        ("Csus4 Csus C4", "Csus4"),
        ("C7sus4 C7sus", "C7sus4"),
        ("Cadd9 C(add9) Cadd2 C2", "Cadd9"),
        ("C7#9#5 C7alt Calt C7#5#9", "C7#9#5"),
        ("F#/A# F#maj/A#", "F#/A#"),
    ],
)
def test_a_chord_has_many_spellings(typed: str, chord: str) -> None:
    assert read(typed) == [chord] * len(typed.split())


@given(st.sampled_from(sorted(GERMAN)), st.sampled_from(list(CHORD_KINDS.values())))
def test_german_names_are_read_where_a_text_is_german(name: str, kind: object) -> None:
    suffix = kind.suffix  # type: ignore[attr-defined]  # of a ChordKind
    assert read(f"H | {name}{suffix}")[1] == f"{GERMAN[name]}{suffix}"


def test_b_is_b_flat_where_a_text_is_german_and_b_natural_else() -> None:
    assert read("B | F") == ["B", "F"]
    assert read("H | B | Bb") == ["B", "Bb", "Bb"]
    assert read("Es | B/As") == ["Eb", "Bb/Ab"]
    assert read("Esus4 | Asus2 | B") == ["Esus4", "Asus2", "B"]


@pytest.mark.parametrize(
    ("figures", "tonic", "mode", "chords"),
    [
        ("ii7 V7 Imaj7", "Eb", "major", "Fm7 Bb7 Ebmaj7"),
        ("i VII | VI V", "A", "minor", "Am G F E"),
        ("i VII VI V", "C", "major", "Cm Bb Ab G"),
        ("I V vi IV", "C", "minor", "C G Am F"),
        ("bVII IV I", "E", "major", "D A E"),
        ("bVI bVII i", "C", "minor", "Ab Bb Cm"),
        ("iiø7 V7b9 im7", "D", "minor", "Eø7 A7b9 Dm7"),
        ("viio i", "A", "minor", "G#° Am"),
        ("V/V V7/ii ii", "C", "major", "D A7 Dm"),
        ("I/E I-V-vi-IV", "C", "major", "C/E C G Am F"),
        ("I II", "C", "lydian", "C D"),
        ("i bII II", "E", "phrygian", "Em F F"),
        ("#ivo7 I69", "Db", "major", "G°7 Db6/9"),
        ("IV♯11 I5 v5 im7", "C", "major", ""),
    ],
)
def test_figures_are_read_in_a_key(figures: str, tonic: str, mode: Mode, chords: str) -> None:
    if chords:
        assert " ".join(read(figures, tonic, mode)) == chords
    else:
        assert fault(figures) == ("no_such_chord", {"bar": 1, "symbol": "IV#11"})


def test_bars_are_parted_by_barlines_and_without_any_each_chord_has_one() -> None:
    assert read("C | Am F | G7 | C") == ["C", "Am F", "G7", "C"]
    assert read("| C | Am || F |") == ["C", "Am", "F"]
    assert read("C Am F G") == ["C", "Am", "F", "G"]
    assert read("C, Am – F — G") == ["C", "Am", "F", "G"]  # noqa: RUF001 - as they are typed
    assert read("C - G - Am") == ["C", "G", "Am"]


def test_a_bar_or_a_chord_comes_again() -> None:
    assert read("C G | % | F % G / | %") == ["C G", "C G", "F G", "F G"]
    assert read("C | / F") == ["C", "C F"]
    (bar,) = read_chords("F / / G |", "C", "major", COMMON)
    assert [one.offset for one in bar] == [0, Fraction(3, 4)]


@pytest.mark.parametrize("typed", ["N.C.", "NC", "n.c.", "N.C"])
def test_no_chord_is_said_in_several_ways(typed: str) -> None:
    assert read(f"C | {typed}") == ["C", "N.C."]


@pytest.mark.parametrize(
    ("time", "chords", "units"),
    [
        (COMMON, 2, [0, 2]),
        (COMMON, 3, [0, 2, 3]),
        (TimeSignature(3, 4, (3,)), 2, [0, 2]),
        (TimeSignature(7, 8, (2, 2, 3)), 3, [0, 2, 4]),
        (TimeSignature(7, 8, (3, 2, 2)), 2, [0, 3]),
        (TimeSignature(5, 4, (2, 3)), 2, [0, 2]),
        (TimeSignature(6, 8, (3, 3)), 2, [0, 3]),
        (TimeSignature(12, 8, (3, 3, 3, 3)), 3, [0, 6, 9]),
    ],
)
def test_chords_share_the_beats_of_their_bar(
    time: TimeSignature, chords: int, units: list[int]
) -> None:
    assert [place * time.unit for place in places(chords, time)] == units


@given(st.integers(1, 32), st.sampled_from([1, 2, 4, 8, 16, 32]), st.data())
def test_chords_share_any_bar_in_order(beats: int, unit: int, data: st.DataObject) -> None:
    time = TimeSignature(beats, unit, (beats,))  # type: ignore[arg-type]  # one of those allowed
    number = data.draw(st.integers(1, min(most_chords(time), 32)))
    found = places(number, time)
    assert len(set(found)) == number
    assert sorted(found) == list(found)
    assert found[0] == 0
    assert found[-1] < time.bar_length


@pytest.mark.parametrize(
    ("typed", "code", "params"),
    [
        ("C | Xm7 | G", "no_such_chord", {"bar": 2, "symbol": "Xm7"}),
        ("C | c | G", "no_such_chord", {"bar": 2, "symbol": "c"}),
        ("C7b7", "no_such_chord", {"bar": 1, "symbol": "C7b7"}),
        ("V/x", "no_such_chord", {"bar": 1, "symbol": "V/x"}),
        ("C" * 99, "no_such_chord", {"bar": 1, "symbol": "C" * 20}),
        ("C D E F G | A", "too_many_chords", {"bar": 1, "chords": 5, "most": 4}),
        ("% | C", "nothing_to_repeat", {"bar": 1, "symbol": "%"}),
        ("/ C | C", "nothing_to_repeat", {"bar": 1, "symbol": "/"}),
        ("C " * 65, "too_many_chord_bars", {"bars": 65, "most": 64}),
        ("| ||", "no_chord", {}),
    ],
)
def test_what_cannot_be_read_is_named(typed: str, code: str, params: dict[str, object]) -> None:
    assert fault(typed) == (code, params)


@settings(max_examples=200)
@given(st.text(max_size=MAX_CHORDS_TEXT) | st.lists(PIECES, max_size=400).map("".join))
def test_whatever_is_sent_is_read_or_refused_in_bounded_time(text: str) -> None:
    begun = process_time()
    with suppress(InvalidInput):
        assert all(read_chords(text, "C", "major", COMMON))
    assert process_time() - begun < 0.5


def test_a_root_sounds_as_its_name_says() -> None:
    chord = chord_typed("Ebm7b5/Bbb")
    assert chord is not None
    assert (SEMITONES[chord.root[0]], chord.bass) == (4, "Bbb")
