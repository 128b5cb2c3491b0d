"""Every note that is on the strings gets a string and a fret, as low as a hand likes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service4_lilypond.notation.fretting import COMFORTABLE, STRINGS, Strings, octaves_to, places

GUITAR, UKULELE = STRINGS["guitar"], STRINGS["ukulele"]

some_strings = st.sampled_from(list(STRINGS.values()))
tunes = st.lists(st.integers(24, 108), max_size=60)


def shown(strings: Strings, *keys: int) -> str:
    """Return string and fret of every note: ``5/3`` is the third fret of the fifth string."""
    return " ".join(f"{p.string}/{p.fret}" if p else "-" for p in places(strings, keys))


@given(some_strings, tunes)
def test_every_place_sounds_as_its_note_and_only_what_no_string_has_gets_none(
    strings: Strings, keys: list[int]
) -> None:
    highest = strings.open[0] + strings.frets
    for key, place in zip(keys, places(strings, keys), strict=True):
        assert (place is None) is not (min(strings.open) <= key <= highest)
        if place:
            assert strings.open[place.string - 1] + place.fret == key
            assert 0 <= place.fret <= strings.frets


@given(st.lists(st.integers(40, 68), max_size=40))
def test_a_tune_within_four_frets_of_the_nut_is_played_there(keys: list[int]) -> None:
    found = places(GUITAR, keys)
    assert all(place and place.fret <= 4 for place in found)


@given(some_strings, st.integers(60, 76), st.integers(2, 9))
def test_a_note_that_is_repeated_is_repeated_in_its_place(
    strings: Strings, key: int, times: int
) -> None:
    assert len(set(places(strings, [key] * times))) == 1


def test_a_hand_up_the_neck_stays_there_and_takes_no_open_string() -> None:
    run = (69, 71, 72, 74, 76, 74, 72, 71, 69)
    assert shown(GUITAR, *run) == "2/10 2/12 1/8 1/10 1/12 1/10 1/8 2/12 2/10"
    assert shown(GUITAR, 72, 74, 76, 64, 76) == "1/8 1/10 1/12 3/9 1/12"


def test_scales_are_played_as_every_method_teaches_them() -> None:
    assert shown(GUITAR, 48, 50, 52, 53, 55, 57, 59, 60) == "5/3 4/0 4/2 4/3 3/0 3/2 2/0 2/1"
    assert shown(UKULELE, 60, 62, 64, 65, 67, 69, 71, 72) == "3/0 3/2 2/0 2/1 2/3 1/0 1/2 1/3"
    assert shown(GUITAR, 64, 69) == "1/0 1/5"
    assert shown(GUITAR, 39, 83, 84) == "- 1/19 -"


@pytest.mark.parametrize(
    ("keys", "octaves"),
    [
        ([40, 76], 0),
        ([], 0),
        ([72, 91], -2),
        ([65, 88], -1),
        ([60, 84], -1),
        ([28, 40], 1),
        ([36, 100], 1),
    ],
)
def test_a_tune_is_moved_by_octaves_to_where_most_of_it_is_comfortable(
    keys: list[int], octaves: int
) -> None:
    assert octaves_to(GUITAR, keys) == octaves


@given(st.integers(24, 90), st.lists(st.integers(0, 12), max_size=20))
def test_what_spans_an_octave_is_comfortable_on_a_guitar_in_some_octave(
    lowest: int, above: list[int]
) -> None:
    keys = [lowest + steps for steps in above]
    found = places(GUITAR, [key + 12 * octaves_to(GUITAR, keys) for key in keys])
    assert all(place and place.fret <= COMFORTABLE for place in found)
