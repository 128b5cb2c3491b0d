import pytest
from hypothesis import given, settings

from melodie.pitch import FIFTHS, Key
from melodie.score import Score
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.written import Accidental
from tests.builders import a_score, bar, note
from tests.scores import scores

SIGNS = {None: "", Accidental.NEEDED: "!", Accidental.COURTESY: "?"}


def signs(*bars: str, key: str = "C") -> str:
    """Mark each pitch with ``!`` where an accidental is needed, ``?`` where it is a courtesy.

    A tie is written ``~`` behind the pitch; every bar holds four quarters.
    """
    played = [
        bar(*(note(word.strip("~"), "1/4", tie="~" in word) for word in words.split()))
        for words in bars
    ]
    part = notate(a_score(played, key=Key(key, "major", "major")))
    return " | ".join(
        " ".join(
            f"{event.pitch.name}{SIGNS[event.accidental]}" for event in bar.events if event.pitch
        )
        for bar in part.bars
    )


@pytest.mark.parametrize(
    ("bars", "marked"),
    [
        (["F#4 F#4 F4 F4"], "F#! F# F! F"),
        (["F#4 G4 A4 B4", "F#4 G4 A4 B4"], "F#! G A B | F#! G A B"),
        (["F#4 G4 A4 B4", "F4 G4 F4 A4"], "F#! G A B | F? G F A"),
        (["F#4 F4 A4 B4", "F4 G4 A4 B4"], "F#! F! A B | F G A B"),
        (["F#4 G4 A4 B4", "F5 G4 A4 B4"], "F#! G A B | F G A B"),
        (["F#4 G4 F5 F5"], "F#! G F? F"),
        (["G4 A4 B4 F#4~", "F#4 G4 F#4 G4"], "G A B F#! | F# G F#! G"),
        (["G4 A4 B4 F#4~", "F#4 G4 F4 G4"], "G A B F#! | F# G F? G"),
        (["F##4 F#4 Fb4 F4"], "F##! F#! Fb! F!"),
    ],
)
def test_accidentals_hold_until_the_barline_and_readers_are_reminded(
    bars: list[str], marked: str
) -> None:
    assert signs(*bars) == marked


def test_the_signature_is_taken_into_account() -> None:
    assert signs("F#4 F4 C5 Bb4", key="D") == "F# F! C! Bb!"
    assert signs("Bb4 B4 Eb5 E5", key="Eb") == "Bb B! Eb E!"


def test_a_sign_against_the_signature_is_taken_back_in_the_next_bar() -> None:
    assert signs("B4 C5 D5 C5", "Bb4 C5 D5 C5", key="Bb") == "B! C D C | Bb? C D C"


@settings(max_examples=40)
@given(scores())
def test_the_printed_signs_give_the_written_pitch(score: Score) -> None:
    part = notate(score)
    for written in part.bars:
        state: dict[tuple[str, int], int] = {}
        for event in written.events:
            if event.pitch is None or event.tied_from:
                continue
            place = (event.pitch.step, event.pitch.octave)
            signature = (part.fifths - FIFTHS[event.pitch.step] + 5) // 7
            if event.accidental is Accidental.NEEDED:
                state[place] = event.pitch.alter
            assert event.pitch.alter == state.get(place, signature)
