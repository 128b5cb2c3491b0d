from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.contract import Playing
from melodie.errors import InvalidInput
from melodie.score import Score
from melodie.sounding import sounding_notes
from melodie.tempo import Tempo
from service4_lilypond.sound.performance import Performance, perform
from service4_lilypond.sound.timeline import timeline
from tests.builders import a_score, bar, note, rest, time_signature
from tests.scores import scores

SLOW = Tempo(Fraction(1, 4), 60)
"""A quarter takes a second."""

UPBEAT = a_score(
    [
        bar(note("G4", "1/4"), pickup=True),
        bar(note("C4", "1/2"), rest("1/4"), note("D4", "1/4", tie=True)),
        bar(note("D4", "1/2"), note("E4", "1/2")),
    ],
    tempo=SLOW,
)


def played(score: Score, **playing: Any) -> Performance:
    """As the straight machine plays it; what a person changes is tested in ``expression``."""
    return perform(score, Playing(expression=0, **playing))


@given(scores())
def test_every_note_sounds_once_as_long_as_all_that_is_tied_to_it(score: Score) -> None:
    performance = played(score)
    whole = 240 / score.tempo.quarters_per_minute
    assert performance.seconds == score.seconds
    assert [(n.number, n.key, n.onset, n.end) for n in performance.notes] == [
        (n.number, n.pitch.key_number, n.onset * whole, n.end * whole)
        for n in sounding_notes(score)
    ]
    assert all(one.end <= other.onset for one, other in pairwise(performance.notes))


@given(scores(), st.integers(25, 400))
def test_a_percentage_of_the_tempo_stretches_every_time_alike(score: Score, percent: int) -> None:
    plain, changed = played(score), played(score, percent=percent)
    factor = Fraction(100, percent)
    assert changed.seconds == plain.seconds * factor
    assert [n.onset for n in changed.notes] == [n.onset * factor for n in plain.notes]
    faster = played(score, bpm=score.tempo.bpm, percent=percent)
    assert faster == changed


@given(st.data(), scores())
def test_bars_that_are_chosen_sound_as_they_do_within_the_whole(
    data: st.DataObject, score: Score
) -> None:
    whole = played(score)
    first = data.draw(st.integers(0, len(whole.bars) - 1))
    last = data.draw(st.integers(first, len(whole.bars) - 1))
    chosen = whole.bars[first : last + 1]
    part = played(score, first_bar=chosen[0].number, last_bar=chosen[-1].number)

    begin, end = chosen[0].onset, chosen[-1].end
    assert part.seconds == end - begin
    assert [(n.number, n.onset, n.end) for n in part.notes] == [
        (n.number, max(n.onset, begin) - begin, min(n.end, end) - begin)
        for n in whole.notes
        if n.end > begin and n.onset < end
    ]
    assert all(part.bars[0].number <= n.bar <= part.bars[-1].number for n in part.notes)


@settings(max_examples=50)
@given(st.data(), scores())
def test_a_count_in_comes_before_all_and_moves_nothing_else(
    data: st.DataObject, score: Score
) -> None:
    clicks = data.draw(st.booleans())
    plain, counted = played(score), played(score, count_in=True, metronome=clicks)
    before = counted.seconds - plain.seconds
    whole = 240 / score.tempo.quarters_per_minute
    lacking = score.time_signature.bar_length - score.bars[0].length
    assert before == (score.time_signature.bar_length + lacking) * whole
    assert [n.onset - before for n in counted.notes] == [n.onset for n in plain.notes]
    assert {c.counted_in for c in counted.clicks if c.onset < before} == {True}
    assert {c.counted_in for c in counted.clicks if c.onset >= before} <= {False}
    assert any(c.onset >= before for c in counted.clicks) <= clicks
    first_click, *_ = counted.clicks
    assert first_click.onset == 0
    assert (first_click.count, first_click.strength) == (1, "bar")


def test_an_upbeat_is_led_to_by_the_rest_of_its_bar() -> None:
    counted = played(UPBEAT, count_in=True)
    assert [click.count for click in counted.clicks] == [1, 2, 3, 4, 1, 2, 3]
    assert counted.notes[0].onset == 7
    assert (counted.notes[0].bar, counted.notes[0].beat) == (0, 4)
    assert [click.count for click in played(UPBEAT, metronome=True).clicks[:3]] == [4, 1, 2]


def test_a_note_that_is_held_into_the_first_bar_is_struck_there() -> None:
    held, *_ = played(UPBEAT, first_bar=2).notes
    assert [held.onset, held.end] == [0, 2]
    assert (held.number, held.bar, held.beat) == (3, 2, 1)
    alone = played(UPBEAT, first_bar=1, last_bar=1).notes[-1]
    assert [alone.onset, alone.end] == [3, 4]
    assert (alone.number, alone.beat) == (3, 4)


@pytest.mark.parametrize(
    ("time", "bpm", "accents"),
    [
        (time_signature("7/8", 2, 2, 3), 60, "bugugu" + "u"),
        (time_signature("6/8", 3, 3), 60, "buuguu"),
        (time_signature("4/4", 2, 2), 60, "bugu"),
        (time_signature("3/4", 3), 60, "buu"),
        (time_signature("6/8", 3, 3), 240, "bg"),
        (time_signature("7/8", 2, 2, 3), 300, "bgg"),
        (time_signature("2/16", 1, 1), 300, "b"),
    ],
)
def test_clicks_have_the_accents_of_the_beat_groups(time: Any, bpm: int, accents: str) -> None:
    silent = a_score(
        [bar(rest(str(time.bar_length)))],
        time_signature=time,
        tempo=Tempo(Fraction(1, 4), bpm),
    )
    clicks = played(silent, metronome=True).clicks
    assert "".join(click.strength[0] for click in clicks) == accents


@pytest.mark.parametrize("field", ["first_bar", "last_bar"])
@pytest.mark.parametrize("number", [0, 2, 64])
def test_a_bar_that_is_not_there_is_named(field: str, number: int) -> None:
    with pytest.raises(InvalidInput, match=f"{field}: there is no bar {number}; bars are 1 to 1"):
        played(a_score(), **{field: number})


def test_bars_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(InvalidInput, match="last_bar: comes before the first"):
        played(UPBEAT, first_bar=2, last_bar=1)


@given(scores())
def test_a_timeline_tells_what_sounds_to_the_sample(score: Score) -> None:
    performance = played(score, count_in=True, rounds=3)
    told = timeline(performance, tail=0)
    assert told.seconds == pytest.approx(3 * performance.seconds, abs=1e-5)
    for note_told, sounding in zip(told.notes, performance.notes, strict=True):
        assert (note_told.number, note_told.bar) == (sounding.number, sounding.bar)
        assert abs(note_told.onset - sounding.onset) < 1 / 44_100
        assert abs(note_told.end - sounding.end) < 1 / 44_100
    assert len(told.clicks) == len(performance.clicks)
    assert [b.number for b in told.bars] == [b.number for b in performance.bars]
