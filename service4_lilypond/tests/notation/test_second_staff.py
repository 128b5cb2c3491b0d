from fractions import Fraction

from melodie.duration import TRIPLET
from melodie.pitch import Key
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.second_staff import second_staff
from service4_lilypond.notation.written import Accidental, StaffBar
from service4_lilypond.tests.accompanied import HELD, WALTZ, accompanied, two_hands
from tests.builders import a_score, bar, note, rest


def told(staff: StaffBar) -> list[list[tuple[str, Fraction]]]:
    return [
        [(" ".join(str(head.pitch) for head in event.heads), event.rhythm.value) for event in voice]
        for voice in staff.voices
    ]


def test_bass_and_chords_in_turns_are_one_voice() -> None:
    quarter = Fraction(1, 4)
    (staff,) = second_staff(accompanied(WALTZ))
    assert told(staff) == [
        [("C3", quarter), ("E3 G3 C4", quarter), ("G2", quarter), ("E3 G3 C4", quarter)]
    ]


def test_bass_and_chords_at_once_are_two_voices_the_chords_above() -> None:
    (staff,) = second_staff(accompanied(HELD))
    assert told(staff) == [[("E3 G3 C4", Fraction(1))], [("C3", Fraction(1))]]


def test_a_chord_over_a_beat_group_is_tied_as_a_melodys_note_is() -> None:
    (staff,) = second_staff(accompanied(two_hands("C4:3/8 E4 G4:5/8", "C3:1")))
    upper = staff.voices[0]
    assert [(e.rhythm.value, e.rhythm.tied_to, e.rhythm.tied_from) for e in upper] == [
        (Fraction(3, 8), False, False),
        (Fraction(1, 8), True, False),
        (Fraction(1, 2), False, True),
    ]
    assert [head.pitch for head in upper[2].heads] == [head.pitch for head in upper[1].heads]


def test_an_accidental_stands_once_in_a_bar_and_holds_in_both_voices() -> None:
    staves = second_staff(
        accompanied(
            two_hands("F#3 A3:1/2 F#3 A3:1/2", "D3:1"),
            two_hands("F3 A3:1", "D3:1/2 F3:1/2"),
            key=Key("C", "major", "major"),
        )
    )
    first, second = ([e.heads[0].accidental for e in bar.voices[0]] for bar in staves)
    assert first == [Accidental.NEEDED, None]
    assert second == [Accidental.COURTESY]
    assert [e.heads[0].accidental for e in staves[1].voices[1]] == [None, None]


def test_silence_is_a_rest_and_an_upbeat_of_part_of_a_tuplet_an_empty_bar() -> None:
    silent = two_hands(":1", ":1")
    (staff,) = second_staff(accompanied(silent))
    assert [e.rhythm.fills_bar for voice in staff.voices for e in voice] == [True]
    upbeat = bar(note("C5", "1/12", tuplet=TRIPLET), pickup=True)
    score = accompanied(two_hands(":1/12", ":1/12"), HELD, tune=[upbeat, bar(note("C5", "1"))])
    assert [len(bar.voices) for bar in second_staff(score)] == [0, 2]
    whole = bar(rest("1/4"), pickup=True)
    score = accompanied(two_hands(":1/4", ":1/4"), HELD, tune=[whole, bar(note("C5", "1"))])
    assert told(second_staff(score)[0]) == [[("", Fraction(1, 4))]]


def test_a_score_without_an_accompaniment_has_no_second_staff() -> None:
    assert notate(a_score()).below == ()
    assert len(notate(accompanied(HELD, WALTZ)).below) == 2
