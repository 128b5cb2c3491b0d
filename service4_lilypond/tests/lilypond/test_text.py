import re
from typing import Any, get_args

import pytest

from melodie.contract import Paper
from melodie.pitch import Key
from melodie.score import Instrument
from melodie.tempo import Tempo
from service4_lilypond.lilypond.page import FITTING
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.tests.hostile import TITLES
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET, a_score, time_signature

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
PLAIN = a_score()


def lines(**overrides: Any) -> list[str]:
    return [line.strip() for line in lilypond_text(a_score(**overrides)).splitlines()]


def outside_strings(source: str) -> str:
    return STRING.sub("", source)


def test_the_opening_names_clef_key_time_and_tempo() -> None:
    source = lilypond_text(
        rhythm("6/8", "2.", clef="treble_8", key=Key("Bb", "dorian", "dorian"), tempo=_tempo())
    )
    for line in ('\\clef "treble_8"', "\\key bes \\dorian", "\\time 6/8", "\\tempo 4. = 80"):
        assert f"    {line}\n" in source


def _tempo() -> Tempo:
    return Tempo(time_signature("3/8").bar_length, 80)


def test_groups_are_named_where_the_numbers_leave_them_open() -> None:
    assert "\\time 2,2,3 7/8" in lilypond_text(rhythm(time_signature("7/8", 2, 2, 3), "2 4."))


def test_a_transposed_part_says_what_sounds() -> None:
    opening = lines(instrument=CLARINET, key=Key("Bb", "major", "major"))
    assert "\\key c \\major" in opening
    assert "\\transposition bes" in opening
    assert not any("transposition" in line for line in lines())


def test_an_upbeat_is_announced() -> None:
    assert "\\partial 4." in lilypond_text(rhythm("4/4", "4.", "1", pickup=True))
    assert "\\partial 1*5/8" in lilypond_text(rhythm("4/4", "2 8", "1", pickup=True))


def test_bars_are_numbered_in_the_source() -> None:
    source = lilypond_text(rhythm("4/4", *["1"] * 8))
    assert re.findall(r"% (\d+)", source) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert source.count("\\break") == 1
    assert '\\bar "|."' in source


def test_lilypond_performs_only_where_asked() -> None:
    plain, performed = lilypond_text(PLAIN), lilypond_text(PLAIN, midi=True)
    assert "midi" not in plain
    assert "\\midi { }" in performed
    assert [line for line in performed.splitlines() if "midi" not in line] == plain.splitlines()


def test_the_source_is_for_the_lilypond_of_any_distribution_that_has_its_commands() -> None:
    assert lilypond_text(PLAIN).startswith('\\version "2.24.0"\n')


@pytest.mark.parametrize("attack", TITLES)
def test_no_text_from_outside_stands_outside_a_string(attack: str) -> None:
    # titles hold printable text only; a foot line may hold anything
    name = "".join(character for character in attack if character.isprintable())[:40].strip()
    score = a_score(title=name or "A tune", instrument=Instrument(name or "Piano", 0))
    source = lilypond_text(score, attack or "foot")
    sizes = r"\\markup (\\fitting #\d+ (\\fontsize #-\d+ )?|\\fontsize #-\d+ )"
    expected = lilypond_text(PLAIN, "foot")
    outside = outside_strings(source).replace(FITTING, "")
    assert re.sub(sizes, "", outside) == outside_strings(expected)


@pytest.mark.parametrize("paper", get_args(Paper))
def test_the_paper_is_the_one_that_is_asked_for(paper: Paper) -> None:
    assert f'#(set-default-paper-size "{paper}")' in lilypond_text(a_score(), paper=paper)
