from pathlib import Path

import pytest

from service2_notes.tables import DEGREES, STYLES, TICKS, WIDEST_JOINT, Word, tables

BARS = {"4/4": 4 * TICKS, "3/4": 3 * TICKS, "6/8": 3 * TICKS}

each_style = pytest.mark.parametrize("style", STYLES)


def words(style: str) -> list[Word]:
    return [word for rows in tables(style).words.values() for word in rows]


@each_style
def test_every_word_fills_its_bar_and_has_a_step_for_every_note(style: str) -> None:
    for metre, rows in tables(style).words.items():
        assert {sum(map(abs, word.lengths)) for word in rows} == {BARS[metre]}
    for word in words(style):
        assert len(word.contour) == sum(length > 0 for length in word.lengths)
        assert word.contour[0] == 0


@each_style
def test_every_word_is_found_somewhere_and_stands_once(style: str) -> None:
    for rows in tables(style).words.values():
        assert len({(word.lengths, word.contour) for word in rows}) == len(rows)
        assert all(any(word.places) and len(word.members) == DEGREES for word in rows)


@each_style
def test_a_word_that_closes_says_on_which_degree_it_begins(style: str) -> None:
    for word in words(style):
        assert sum(word.first_degrees.close) == word.places.close
        assert sum(word.first_degrees.half_close) == word.places.half_close
        assert sum(word.first_degrees.preparation) <= word.places.preparation


@each_style
def test_a_close_ends_on_the_tonic(style: str) -> None:
    for word in words(style):
        for degree, count in enumerate(word.first_degrees.close):
            assert not count or (degree + word.contour[-1]) % DEGREES == 0


@each_style
def test_there_are_words_for_every_place_of_a_phrase(style: str) -> None:
    for rows in tables(style).words.values():
        assert all(any(counts) for counts in zip(*(word.places for word in rows), strict=True))


@each_style
def test_joints_are_counted_as_far_as_an_octave_up_and_down(style: str) -> None:
    joints = tables(style).joints
    for row in (joints.inside, joints.between, joints.halves):
        assert len(row) == 2 * WIDEST_JOINT + 1
        assert max(row) in (row[WIDEST_JOINT - 1], row[WIDEST_JOINT], row[WIDEST_JOINT + 1])


@each_style
def test_an_upbeat_has_leads_to_the_tonic_and_the_fifth(style: str) -> None:
    leads = tables(style).leads
    for notes in (1, 2):
        for degree in (0, 4):
            assert leads[notes, degree]
            assert all(len(lead.steps) == notes for lead in leads[notes, degree])


def test_a_file_is_read_when_it_is_first_asked_for_and_then_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = tables("song")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: pytest.fail("read again"))
    assert tables("song") is kept
