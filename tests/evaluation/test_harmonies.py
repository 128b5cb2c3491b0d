"""Tunes with their chords are read bar by bar, and what is found is counted."""

from pathlib import Path
from statistics import mean

import pytest

from scripts.evaluation.harmonies.__main__ import main
from scripts.evaluation.harmonies.chord_tones import PLACES, STYLES, sung_over
from scripts.evaluation.harmonies.finding import FINDERS, agreement
from scripts.evaluation.harmonies.reading import read

TWINKLE = """X: 1
T: A tune
M: 4/4
L: 1/4
K: G
G|"G"G G d d|"C"e e "G"d2|"C"c c "G"B B|"D7"A A "G"G2:|
"G"(3ddd d "C"c c|"G"B "D7"B A2|z "D7"A3|"G"G4|
K: D
"D"d4|
"""


def test_a_bar_has_the_root_that_sounds_for_most_of_it() -> None:
    tune = read(TWINKLE)
    assert tune is not None
    assert tune.roots == (0, 5, 5, 7, 0, 7, 7, 0)
    assert str(tune.score.key.tonic) == "G"


def test_what_has_no_key_of_major_or_minor_is_passed_over() -> None:
    assert read(TWINKLE.replace("K: G", "K: G mix")) is None


def test_the_model_finds_more_than_always_the_tonic() -> None:
    tune = read(TWINKLE)
    assert tune is not None
    found = {name: agreement([tune], find) for name, find in FINDERS.items()}
    assert found["always I"] == (3, 8)
    assert found["model"][0] > found["always I"][0]


def test_the_table_tells_of_every_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tunes.abc"
    file.write_text(TWINKLE, encoding="utf-8")
    main([str(file)])
    told = capsys.readouterr().out
    assert all(f"| {name} |" in told for name in FINDERS)
    assert "1 tunes" in told


@pytest.mark.parametrize("style", STYLES)
def test_notes_belong_to_their_chords_more_often_where_beats_are_strong(style: str) -> None:
    places: dict[str, list[bool]] = {}
    for seed in range(12):
        for sung in sung_over(style, "4/4", "major", seed):
            places.setdefault(sung.place, []).append(sung.inside)
    downbeats, beats, weak = (mean(places[place]) for place in PLACES)
    assert downbeats > 0.75
    assert weak < min(beats, downbeats)


def test_the_table_has_what_was_published_beside_ours(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--chord-tones", "2"])
    told = capsys.readouterr().out
    assert "| major, downbeat | 84.5 % |" in told
    assert told.count("\n") == 2 + 9


@pytest.mark.parametrize("asked", [[], ["--chord-tones", "2", "tunes.abc"]])
def test_either_files_or_melodies_are_measured(asked: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(asked)


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nowhere.abc"])
    assert "nowhere.abc" in capsys.readouterr().err
