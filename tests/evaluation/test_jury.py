from pathlib import Path

import pytest

from scripts.evaluation.jury import lines, lists, notation, scores
from scripts.evaluation.jury.scores import Opinion
from scripts.evaluation.tunes import Note, Tune
from tests.evaluation.tunes import a_tune

TUNE = a_tune("C2 z E | D1.5 F0.5 G2 | C4")


def moved(tune: Tune, semitones: int = 0, ticks: int = 0) -> Tune:
    notes = (Note(at + ticks, length, pitch + semitones) for at, length, pitch in tune.notes)
    return Tune(tune.form, tune.bars, tuple(notes))


def some_tunes(count: int) -> list[Tune]:
    return [
        a_tune(f"C2 D2 | {'CDEFGAB'[place % 7]}4 | {'CDEFGAB'[place // 7]}4 | C4")
        for place in range(count)
    ]


def test_a_melody_is_shown_bar_by_bar() -> None:
    assert notation.written(TUNE) == (
        "M:4/4 L:1/8  C4 z2 E2 | D3F G4 | C8 | C8 | C8 | C8 | C8 | C8 |]"
    )


def test_a_note_over_a_barline_is_tied() -> None:
    held = Tune(
        TUNE.form, TUNE.bars, (Note(0, 144, 60), Note(192, 576, 62), *[Note(144, 48, 64)] * 7)
    )
    assert notation.written(held).startswith("M:4/4 L:1/8  C8- | C4 E4 | D8- | D8- |")


def test_a_sign_is_written_once_in_a_bar_and_taken_back() -> None:
    sharp = Tune(
        TUNE.form, 8, tuple(Note(24 * at, 24, 66 if at % 4 < 2 else 65) for at in range(32))
    )
    assert notation.written(sharp).startswith("M:4/4 L:1/8  ^F2 F2 =F2 F2 | ^F2")


@pytest.mark.parametrize("semitones", [-24, -12, 12])
def test_the_register_tells_nothing(semitones: int) -> None:
    assert notation.written(moved(TUNE, semitones)) == notation.written(TUNE)


def test_an_upbeat_is_left_out_at_both_ends() -> None:
    with_upbeat = Tune(TUNE.form, 8, (Note(-24, 24, 67), *TUNE.notes))
    shown = notation.written(with_upbeat)
    assert shown.split("|")[0] == notation.written(TUNE).split("|")[0]
    assert shown.split("|")[7].strip() == "C6 z2"


def test_what_is_written_as_lines_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "tunes.jsonl"
    tunes = [TUNE, a_tune("E3 D3 | C6", "6/4", "dorian")]
    path.write_text(lines.written(tunes))
    assert lines.read(path) == tunes


def test_lines_in_another_key_are_moved_to_the_tonic(tmp_path: Path) -> None:
    path = tmp_path / "tunes.jsonl"
    path.write_text('{"tonic": 62, "meter": "4/4", "notes": [[0, 1.3333333, 62]]}')
    assert lines.read(path)[0].notes == (Note(0, 32, 60),)


def test_a_line_that_is_no_melody_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tunes.jsonl"
    path.write_text('{"meter": "4/4"}')
    with pytest.raises(ValueError, match="no melody"):
        lines.read(path)


def test_a_list_holds_every_melody_once_and_the_key_says_whose_it_is(tmp_path: Path) -> None:
    items = lists.shuffled(lists.composed("ours", "file", some_tunes(20), 20), seed=4)
    lists.save(items, tmp_path)
    shown = (tmp_path / "items.txt").read_text().split("\n\n")
    assert [line.strip() for line in shown] == [
        f"{place}. {notation.written(item.tune)}" for place, item in enumerate(items, 1)
    ]
    assert lists.origins(tmp_path / "key.json") == dict.fromkeys(range(1, 21), "ours")


def test_what_jurors_see_names_no_origin(tmp_path: Path) -> None:
    lists.save(lists.composed("ours", "file", some_tunes(3), 3), tmp_path)
    assert "ours" not in (tmp_path / "items.txt").read_text()


def test_no_melody_is_picked() -> None:
    tunes = some_tunes(20)
    assert [item.tune for item in lists.composed("ours", "file", tunes, 5)] == tunes[:5]


def test_too_few_melodies_are_refused() -> None:
    with pytest.raises(ValueError, match="file: 2 melodies fit, 3 are wanted"):
        lists.composed("ours", "file", some_tunes(2), 3)


def test_no_real_melody_is_shown_twice(tmp_path: Path) -> None:
    first = lists.real("dance", 300, seed=1)
    lists.save(first, tmp_path)
    second = lists.real("dance", 300, seed=1, seen=lists.seen([tmp_path / "key.json"]))
    assert not {item.digest for item in first} & {item.digest for item in second}


def test_a_machine_that_everybody_knows_has_an_auc_of_one_and_a_person_of_a_half() -> None:
    assert scores.auc([60, 70], [10, 20]) == 1
    assert scores.auc([10, 70], [10, 70]) == 0.5


def test_a_table_has_the_best_liked_origin_first() -> None:
    origins = {place: "real" if place % 2 else "ours" for place in range(1, 21)}
    said = {place: Opinion(7 if place % 2 else 4, place * 37 % 100) for place in origins}
    rows = scores.table(origins, {"A": said}).splitlines()[2:4]
    assert [row.split(" | ")[1:4] for row in rows] == [
        ["real", "10", "7.00"],
        ["ours", "10", "4.00"],
    ]
    assert rows[1].endswith("| 1.00 |")


def test_all_jurors_together_say_how_far_an_origin_is_from_the_real_ones() -> None:
    origins = {1: "real", 2: "ours"}
    jurors = {
        "A": {1: Opinion(7, 50), 2: Opinion(5, 50)},
        "B": {1: Opinion(6, 50), 2: Opinion(6, 50)},
    }
    assert scores.table(origins, jurors).splitlines()[-2:] == [
        "- real: 6.50",
        "- ours: 5.50 (-1.00 beside the real ones)",
    ]


def test_a_juror_who_left_something_out_is_refused() -> None:
    with pytest.raises(ValueError, match="A: 1 of 2 items"):
        scores.table({1: "real", 2: "ours"}, {"A": {1: Opinion(5, 50)}})


def test_a_jurors_file_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "A.csv"
    path.write_text('human,n,quality,reason\n60,2,7.5,"plain, but good"\n')
    assert scores.read(path) == {2: Opinion(7.5, 60)}
