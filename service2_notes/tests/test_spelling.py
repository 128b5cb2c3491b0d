"""Leading tones sharp, blue notes flat, chromatic lines up in sharps and down in flats."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.contract import NotesRequest
from melodie.pitch import STEPS, Pitch
from service2_notes.composing import compose
from service2_notes.keys import KEYS, key_for
from service2_notes.ladder import Ladder, ladder_in
from service2_notes.scales import SCALES
from service2_notes.spelling import spell
from service2_notes.tests.requests import a_request, quarters

UP = {
    "C": "C C# D D# E F F# G G# A A# B C",
    "D": "D D# E E# F# G G# A A# B B# C# D",
    "Eb": "Eb E F F# G Ab A Bb B C C# D Eb",
    "C#": "C# D D# E E# F# G G# A A# B B# C#",
    "Gb": "Gb G Ab A Bb Cb C Db D Eb E F Gb",
}
DOWN = {
    "C": "C B Bb A Ab G Gb F E Eb D Db C",
    "D": "D C# C B Bb A Ab G F# F E Eb D",
    "Eb": "Eb D Db C Cb Bb A Ab G Gb F Fb Eb",
    "C#": "C# B# B A# A G# G F# E# E D# D C#",
    "Gb": "Gb F Fb Eb D Db C Cb Bb A Ab G Gb",
}


def ladder(tonic: str, scale: str = "chromatic") -> Ladder:
    row = SCALES[scale]
    key = key_for(tonic, row)
    return ladder_in(key.tonic, row, Pitch.parse("C3"), Pitch.parse("C6"))


def spelled(tonic: str, *degrees: int | None, scale: str = "chromatic") -> str:
    """Spell scale steps above the lowest tonic; None is a rest."""
    made = ladder(tonic, scale)
    steps = [None if degree is None else made.tonics[0] + degree for degree in degrees]
    return " ".join(pitch.name if pitch else "-" for pitch in spell(steps, made))


@pytest.mark.parametrize("tonic", UP)
def test_a_chromatic_line_rises_in_sharps_and_falls_in_flats(tonic: str) -> None:
    assert spelled(tonic, *range(13)) == UP[tonic]
    assert spelled(tonic, *reversed(range(13))) == DOWN[tonic]


def test_what_follows_decides_across_repetitions_and_rests() -> None:
    assert spelled("C", 6, 6, None, 6, 7) == "F# F# - F# G"
    assert spelled("C", 6, 6, None, 6, 5) == "Gb Gb - Gb F"


def test_a_note_that_leads_nowhere_is_spelled_as_the_scale_does() -> None:
    assert spelled("C", 1, 7, 3, 0, 6) == "Db G Eb C F#"


@pytest.mark.parametrize("scale", ["harmonic_minor", "melodic_minor", "harmonic_major", "major"])
@pytest.mark.parametrize("tonic", KEYS)
def test_the_leading_tone_is_the_seventh_letter_a_semitone_below(tonic: str, scale: str) -> None:
    made = ladder(tonic, scale)
    home = made.tonics[-1]
    leading, tonic_above = made.pitch(home - 1), made.pitch(home)
    assert tonic_above.key_number - leading.key_number == 1
    assert tonic_above.staff_step - leading.staff_step == 1


@pytest.mark.parametrize(
    ("scale", "steps", "line"),
    [
        ("minor_blues", (2, 3, 4), "F Gb G"),
        ("minor_blues", (4, 3, 2), "G Gb F"),
        ("major_blues", (1, 2, 3), "D Eb E"),
        ("major_blues", (3, 2, 1), "E Eb D"),
    ],
)
def test_blue_notes_are_flat_whichever_way_they_go(
    scale: str, steps: tuple[int, ...], line: str
) -> None:
    assert spelled("C", *steps, scale=scale) == line


@pytest.mark.no_cover  # composing is covered by other tests
@given(st.integers(0, 10**9), st.sampled_from(KEYS), st.sampled_from((0, 40, 100)))
def test_a_composed_semitone_from_a_foreign_note_keeps_its_letter_only_to_be_simpler(
    seed: int, key: str, wildness: int
) -> None:
    wanted = a_request(bars=quarters(8), key=key, scale="chromatic", wildness=wildness, seed=seed)
    tonic = key_for(key, SCALES["chromatic"]).tonic
    own = {spelled(tonic, step) for step in (0, 2, 4, 5, 7, 9, 11)}
    for pitch, goal in pairwise(sounding(wanted)):
        if pitch.name not in own and abs(goal.key_number - pitch.key_number) == 1:
            assert abs(goal.staff_step - pitch.staff_step) == 1 or _is_double(pitch, goal)


def _is_double(pitch: Pitch, goal: Pitch) -> bool:
    """Tell whether the neighbouring letter would need two sharps or two flats."""
    way = goal.key_number - pitch.key_number
    octave, letter = divmod(goal.staff_step - way, len(STEPS))
    return abs(pitch.key_number - Pitch(octave, STEPS[letter]).key_number) > 1


@pytest.mark.no_cover  # composing is covered by other tests
@pytest.mark.parametrize("scale", ["chromatic", "whole_tone", "octatonic"])
@given(st.integers(0, 10**9), st.sampled_from(KEYS), st.sampled_from((0, 40, 100)))
def test_a_scale_without_letters_of_its_own_needs_no_double_sharp_or_flat(
    scale: str, seed: int, key: str, wildness: int
) -> None:
    wanted = a_request(bars=quarters(8), key=key, scale=scale, wildness=wildness, seed=seed)
    assert {abs(pitch.alter) for pitch in sounding(wanted)} <= {0, 1}


def test_a_double_sharp_that_leads_home_stays_one() -> None:
    assert spelled("G#", 6, 7, scale="harmonic_minor") == "F## G#"


@given(st.sampled_from(KEYS), st.lists(st.integers(0, 24), min_size=1))
def test_spelling_changes_no_sound(key: str, degrees: list[int]) -> None:
    made = ladder(key)
    steps = [step for step in made.steps if step - made.lowest in degrees]
    heard = [pitch.key_number for pitch in spell(steps, made) if pitch]
    assert heard == [made.pitch(step).key_number for step in steps]


def sounding(wanted: NotesRequest) -> list[Pitch]:
    return [pitch for bar in compose(wanted).bars for pitch in bar if pitch]
