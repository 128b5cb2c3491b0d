"""Every criterion hears what it is named for, and nothing that is well made offends it."""

from dataclasses import replace

import pytest

from service2_notes.critic import CRITERIA, judge
from service2_notes.critic.phrases import direction
from service2_notes.styles import DANCE, SONG
from service2_notes.tests.tunes import a_tune

BY_CODE = {criterion.code: criterion for criterion in CRITERIA}
CLOSES = {3: {"cadence": "half"}, 7: {"cadence": "final"}}


def heard(code: str, written: str, roots: str = "", **forms: object) -> float:
    return BY_CODE[code].judge(a_tune(written, roots, forms.get("forms")))  # type: ignore[arg-type]


def test_there_are_twelve_with_names_and_codes_of_their_own() -> None:
    assert len(CRITERIA) == 12
    assert len({criterion.code for criterion in CRITERIA}) == 12
    assert all(criterion.name for criterion in CRITERIA)


def test_a_high_point_is_past_the_middle_once_long_and_left_by_step() -> None:
    good = heard(
        "high_point",
        "0 2 4 2 | 2 1 0 . | 0 2 4 2 | 1 . . . | 4 5 7 . | 6 5 4 2 | 1 2 1 0 | 0 . . .",
    )
    early = heard(
        "high_point",
        "0 2 7 . | 6 1 0 . | 0 2 4 2 | 1 . . . | 4 5 4 . | 4 5 4 2 | 1 2 1 0 | 0 . . .",
    )
    twice = heard(
        "high_point",
        "0 2 7 . | 6 1 0 . | 0 2 4 2 | 1 . . . | 4 5 7 . | 6 5 4 2 | 1 2 1 0 | 0 . . .",
    )
    passing = heard(
        "high_point",
        "0 2 4 2 | 2 1 0 . | 0 2 4 2 | 1 . . . | 5 6 5 7 | 2 5 4 2 | 1 2 1 0 | 0 . . .",
    )
    assert good > early > twice
    assert good > passing


def test_what_returns_literally_is_no_second_high_point() -> None:
    written = "0 2 4 2 | 2 1 0 . | 0 2 7 2 | 1 . . . | 0 2 4 2 | 2 1 0 . | 0 2 7 2 | 0 . . ."
    again = heard("high_point", written, forms={6: {"relation": "literal", "answers": 2}})
    assert again > heard("high_point", written)


def test_a_leap_needs_a_cause() -> None:
    filled = heard("leaps", "0 4 3 2 | 1 2 0 .")
    stranded = heard("leaps", "1 5 6 2 | 1 2 0 .")
    seventh = heard("leaps", "0 6 5 4 | 1 2 0 .")
    both = heard("leaps", "0 3 6 5 | 1 2 0 .")
    assert filled >= 0 > stranded
    assert filled > seventh
    assert filled > both


def test_a_leap_to_a_leading_note_must_lead() -> None:
    led = heard("leaps", "2 6 7 . | 0 . . .", "2 0")
    assert led > heard("leaps", "2 6 4 . | 0 . . .", "2 0")


def test_pecking_at_a_note_offends_unless_it_comes_back() -> None:
    assert heard("repeats", "0 1 2 3 | 4 3 2 1") == 0
    assert heard("repeats", "0 0 0 0 | 4 3 2 1") < heard("repeats", "0 0 2 3 | 4 3 2 1") < 0
    assert heard("repeats", "0 0 2 3 | 4 4 2 1") > heard("repeats", "0 0 2 3 | 4 3 1 1")


def test_tritones_and_outlined_sevenths_are_hard_to_sing() -> None:
    plain = heard("intervals", "0 1 2 3 | 4 3 2 1")
    assert plain > heard("intervals", "0 3 6 3 | 4 3 2 1")
    assert plain > heard("intervals", "0 1 3 6 | 4 3 2 1")
    assert plain > heard("intervals", "0 4 1 -2 | 0 3 2 1")


def test_first_notes_of_bars_walk() -> None:
    walking = heard("line", "0 . . . | 1 . . . | 2 . . . | 1 . . .")
    jumping = heard("line", "0 . . . | 5 . . . | 0 . . . | 6 . . .")
    standing = heard("line", "0 . . . | 0 . . . | 0 . . . | 0 . . .")
    assert walking > jumping
    assert walking > standing


def test_a_pair_of_bars_goes_somewhere() -> None:
    going = heard("direction", "0 1 2 4 | 5 4 2 1 | 0 . . . | 0 . . .")
    circling = heard("direction", "0 1 0 1 | 0 1 0 1 | 0 . . . | 0 . . .")
    ladder = heard("direction", "0 1 2 3 | 4 5 6 7 | 6 5 4 3 | 2 1 0 .")
    assert going > circling
    assert going > ladder


def test_a_tune_that_only_spells_chords_goes_nowhere() -> None:
    chords = "0 2 4 2 | 4 2 0 2 | 0 4 2 4 | 2 0 4 2"
    assert heard("direction", chords) < heard("direction", "0 2 4 2 | 4 3 2 1 | 0 4 2 4 | 3 2 1 0")


def test_a_half_close_is_open_and_a_phrase_rests() -> None:
    forms = {3: {"cadence": "half"}}
    rest = "0 2 4 2 | 2 1 0 . | 0 2 4 2 |"
    assert heard("repose", f"{rest} 1 . . .", forms=forms) > heard(
        "repose", f"{rest} 0 . . .", forms=forms
    )
    assert heard("repose", f"{rest} 1 . . .", forms=forms) > heard(
        "repose", f"{rest} 2 3 2 1", forms=forms
    )


def test_a_close_arrives_by_step_from_the_dominant() -> None:
    assert heard("close", "4 2 0 1 | 0 . . .") > heard("close", "4 2 0 5 | 0 . . .")
    assert heard("close", "0 . . .") == 0


def test_a_close_is_led_down_to() -> None:
    assert heard("close", "4 3 2 1 | 0 . . .") > heard("close", "2 4 0 1 | 0 . . .")
    assert heard("close", "4 3 2 1 | 0 . . .") > heard("close", "4 3 1 -1 | 0 . . .")


def test_a_half_close_does_not_leave_the_leading_note_hanging() -> None:
    forms = {3: {"cadence": "half"}}
    open_ = heard("repose", "0 2 4 2 | 2 1 0 . | 0 2 4 2 | 4 . . .", forms=forms)
    assert open_ > heard("repose", "0 2 4 2 | 2 1 0 . | 0 2 4 2 | 6 . . .", forms=forms)


def test_an_opening_leaps_and_has_room() -> None:
    rest = "0 1 2 1 | 0 . . ."
    known_by = heard("opening", f"0 4 3 2 | 1 2 0 . | {rest}")
    assert known_by > heard("opening", f"0 1 2 1 | 0 1 0 . | {rest}")
    assert known_by > heard("opening", f"0 0 0 0 | 1 1 1 . | {rest}")
    assert heard("opening", "0 4 3 2 | 1 . . .") == 0


def test_answers_are_moved_rather_than_copied_and_not_a_third_time() -> None:
    moved = heard("answers", "0 1 2 . | 4 4 0 . | 1 2 3 . | 4 . . .")
    copied = heard("answers", "0 1 2 . | 4 4 0 . | 0 1 2 . | 4 . . .")
    rote = heard("answers", "0 1 2 . | 1 2 3 . | 2 3 4 . | 3 4 5 . | 4 . . .")
    assert moved > copied
    assert moved > rote


def test_a_return_that_the_form_asks_for_is_no_copy() -> None:
    written = "0 1 2 . | 4 4 0 . | 0 1 2 . | 4 . . ."
    asked_for = heard("answers", written, forms={2: {"relation": "literal", "answers": 0}})
    assert asked_for > heard("answers", written)


def test_phrases_have_goals_of_their_own_and_room() -> None:
    closes = {
        1: {"cadence": "inner"},
        3: {"cadence": "half"},
        5: {"cadence": "inner"},
        7: {"cadence": "final"},
    }
    bars = "0 1 2 3 | 4 . . {} | 0 1 2 3 | 4 . . {} | 0 1 2 3 | 4 . . {} | 0 1 2 3 | 6 . . {}"
    different = heard("goals", bars.format(2, 1, 4, 0), forms=closes)
    same = heard("goals", bars.format(0, 0, 0, 0), forms=closes)
    narrow = heard("goals", "|".join(["0 1 2 1"] * 8), forms=closes)
    assert different > same > narrow


@pytest.mark.parametrize("written", ["0 . . .", "0 1 2 1", "0 . . . | 0 . . ."])
def test_the_shortest_tunes_can_be_judged(written: str) -> None:
    assert isinstance(judge(a_tune(written)), float | int)


OPEN = {1: {"cadence": "inner"}}


def idea(written: str, roots: str = "0 4") -> float:
    return heard("hook", written, roots, forms=OPEN)


def test_an_idea_has_room_a_filled_leap_and_an_end_that_goes_on() -> None:
    good = "4 2 7 6 | 5 3 4 ."
    assert idea(good) > idea("2 1 2 3 | 2 1 2 .")
    assert idea(good) > idea("0 1 2 3 | 4 5 4 .")
    assert idea(good) > idea("4 2 7 6 | 5 3 0 .")
    assert idea(good) > idea("4 4 7 7 | 5 5 4 .")
    assert idea(good) > idea("4 . . . | 7 6 4 .")


def test_a_strong_note_that_leans_is_heard_in_an_idea() -> None:
    assert idea("4 2 7 6 | 5 4 1 .") > idea("4 2 7 6 | 4 5 1 .")


def test_only_a_few_bars_are_judged_as_an_idea() -> None:
    assert heard("hook", " | ".join(["0 0 0 0"] * 5)) == 0
    assert heard("close", "4 2 7 6 | 1 . 0 .", forms=OPEN) == 0


def test_a_dance_that_says_little_in_most_bars_is_heard_to() -> None:
    little = "0 2 4 2 | 4 6 8 6 | 0 2 4 2 | 4 6 8 6 | 0 2 4 2 | 4 6 8 6 | 1 2 1 -1 | 0 . . ."
    more = "0 2 4 2 | 4 5 6 4 | 0 2 3 1 | 4 3 2 1 | 0 2 4 2 | 4 5 6 4 | 1 2 1 -1 | 0 . . ."
    song, dance = (
        [direction(replace(a_tune(written), style=style)) for written in (little, more)]
        for style in (SONG, DANCE)
    )
    assert dance[0] - song[0] < dance[1] - song[1] == 0
