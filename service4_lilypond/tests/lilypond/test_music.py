from fractions import Fraction

import pytest

from service4_lilypond.lilypond.music import bar_text, duration_text, note_name
from service4_lilypond.notation.notation import notate
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import a_score, bar, note, rest


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1/4", "4"),
        ("3/16", "8."),
        ("2", "\\breve"),
        ("3", "\\breve."),
        ("3/2", "1."),
        ("1/256", "256"),
        ("7/8", "1*7/8"),
        ("4", "1*4"),
    ],
)
def test_durations_are_lilyponds(value: str, text: str) -> None:
    assert duration_text(Fraction(value)) == text


def test_note_names_are_dutch() -> None:
    assert [note_name(name) for name in ("C", "F#", "Bb", "Ebb", "G##")] == [
        "c",
        "fis",
        "bes",
        "eeses",
        "gisis",
    ]


def test_a_bar_is_written_with_octaves_ties_rests_and_beams() -> None:
    (written,) = notate(
        a_score(
            [
                bar(
                    note("C3", "1/8"),
                    note("Bb2", "1/8"),
                    rest("1/8"),
                    note("F#5", "3/8"),
                    note("C4", "1/4"),
                )
            ]
        )
    ).bars
    assert bar_text(written) == "c8[ bes,8] r8 fis''8~ fis''4 c'4 |"


def test_a_courtesy_is_forced() -> None:
    score = a_score([bar(note("F#4", "1")), bar(note("F4", "1"))])
    assert [bar_text(written) for written in notate(score).bars] == ["fis'1 |", "f'!1 |"]


def test_tuplets_are_braced() -> None:
    (written,) = notate(rhythm("4/4", "8t 8t 8t 16q 16q 16q 16q 16q r2")).bars
    assert bar_text(written) == (
        "\\tuplet 3/2 { b'8[ b'8 b'8] } \\tuplet 5/4 { b'16[ b'16 b'16 b'16 b'16] } r2 |"
    )


def test_inner_beams_are_counted_where_they_break() -> None:
    (written,) = notate(rhythm("4/4", " ".join(["32"] * 8) + " 4 2")).bars
    left, right = bar_text(written).split("\\set stemLeftBeamCount = 1 ")
    assert left.endswith("\\set stemRightBeamCount = 1 b'32 ")
    assert right.startswith("b'32 b'32 b'32 b'32]")


def test_ordinary_beams_are_left_to_lilypond() -> None:
    for played in ("8 16 16 8. 16 2", "16 8. 16 8 16 2", "16 16 16 16 8 8 2"):
        (written,) = notate(rhythm("4/4", played)).bars
        assert "BeamCount" not in bar_text(written)


def test_a_hook_in_the_middle_is_said() -> None:
    (written,) = notate(rhythm("6/8", "8. 16 8 4.")).bars
    assert "\\set stemLeftBeamCount = 2 \\set stemRightBeamCount = 1 b'16" in bar_text(written)


def test_a_bar_may_be_broken_where_that_is_allowed() -> None:
    (written,) = notate(rhythm("4/4", "4 4 2")).bars
    third = written.events[2].id
    assert bar_text(written, frozenset({third})) == "b'4 b'4 \\bar \"\" b'2 |"
