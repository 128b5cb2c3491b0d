import pytest

from scripts.evaluation.craft.heard import Heard, can_be_heard
from scripts.evaluation.craft.tables import ASPECTS, craft, table
from scripts.evaluation.relations import answers, bars
from scripts.evaluation.tunes import Note, Tune
from tests.evaluation.tunes import a_tune

PLAIN = "C D E C | E D C2 | E F G E | D4 | C D E C | E F G2 | F E D B | C4"


def measured(bars: str, metre: str = "4/4") -> dict[str, float | None]:
    heard = Heard(a_tune(bars, metre))
    return {name: value for aspect in ASPECTS for name, value in aspect(heard).items()}


@pytest.mark.parametrize(
    ("bars", "count"),
    [
        ("C E G E | C4", 0),  # within the chord
        ("C F C2 | C4", 0),  # turned back
        ("C F G A | C4", 1),  # goes on
        ("C4 | E4 | A4 | G4 | C4", 0),  # between phrases
    ],
)
def test_a_leap_has_a_cause_or_has_none(bars: str, count: int) -> None:
    assert measured(bars)["leaps without cause"] == count


def test_the_highest_note_is_found_wherever_it_is() -> None:
    found = measured("C4 | C4 | C4 | D4 | C4 | G2 F2 | D4 | C4")
    assert found["bar of the highest note, the first time"] == 6
    assert found["highest note in one of bars 5 to 7 only"] == 1
    assert found["it is left by step"] == 1
    assert measured("C G C2 | C4 | C4 | D4 | C G C2 | C4")["bars that touch the highest note"] == 2


def test_a_half_close_is_open_or_is_closed() -> None:
    assert measured(PLAIN)["bar 4 ends on 2, 5 or 7"] == 1
    closed = measured(PLAIN.replace("| D4 |", "| C4 |"))
    assert (closed["bar 4 ends on 2, 5 or 7"], closed["bar 4 ends on the tonic"]) == (0, 1)


def test_a_close_is_prepared_and_reached_by_step() -> None:
    for end, by_step in (("B | c4", 1), ("B | C4", 0)):
        found = measured(PLAIN.replace("B | C4", end))
        assert found["bar 7 ends on 2, 5 or 7"] == 1
        assert found["the last note is the tonic"] == 1
        assert found["the last note is reached by step"] == by_step


def test_repose_is_where_pairs_of_bars_end() -> None:
    rests = measured("C D E F | G4 | F E D C | D4 | C D E F | G4 | F E D C | C4")
    assert rests["of bars 2, 4, 6: end longer than the bar before"] == 1


def test_returns_are_told_apart_by_kind() -> None:
    tune = a_tune(
        "C D E2 | D E F2 | C D E2 | C D F G | F0.5 F0.5 G E2 | E2 C E | G2 A G | C4",
    )
    relations = [str(answer) for answer in answers(bars(tune))]
    assert relations == [
        *("new", "moved 0", "literal 0", "head 0"),
        *("new", "new", "rhythm 5", "new"),
    ]


def test_a_tail_may_return_alone() -> None:
    tune = a_tune("C D E F | G2 E F | C4")
    assert str(answers(bars(tune))[1]) == "tail 0"


def test_chord_tones_are_counted_by_the_strength_of_the_beat() -> None:
    found = measured("C0.5 D0.5 E F2 | C0.5 D0.5 E F2")
    assert found["chord tones, downbeats"] == 1
    assert found["chord tones, other beats"] == 0.5
    assert found["chord tones, off the beat"] == 0


def test_three_equal_notes_are_a_stutter() -> None:
    assert measured("C C C D | E4 | C4 | D4 | E4 | D4 | E4 | C4")["three equal notes in a row"] == 1


def test_a_foreign_note_is_found_and_whether_it_comes_back() -> None:
    tune = a_tune(PLAIN)
    once = Tune(tune.form, 8, (*tune.notes[:2], Note(48, 24, 66), *tune.notes[3:]))
    assert craft([tune])["melodies with a foreign note"] == 0
    found = craft([once])
    assert found["melodies with a foreign note"] == 1
    assert found["of these, it comes twice"] == 0


def test_a_commonest_last_bar_is_shared_by_how_many() -> None:
    others = [a_tune(PLAIN.replace("| C4", f"| {end}")) for end in ("E2 C2", "D2 C2")]
    assert craft([a_tune(PLAIN), a_tune(PLAIN), *others])["share of the commonest last bar"] == 0.5


def test_a_table_has_a_column_for_every_set_and_says_nothing_of_what_is_not_shown() -> None:
    lines = table({"real": [a_tune(PLAIN)], "ours": [a_tune(PLAIN)]}).splitlines()
    assert lines[0] == "|  | real | ours |"
    assert {line.count("|") for line in lines} == {4}
    assert "of these" not in "".join(lines)


def test_a_melody_with_an_empty_bar_is_left_out() -> None:
    assert not can_be_heard(a_tune("C D E F | C D E F | z4 | C4"))
    assert can_be_heard(a_tune(PLAIN))
