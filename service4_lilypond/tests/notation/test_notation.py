from hypothesis import given, settings

from melodie.interval import Interval
from melodie.score import Score
from melodie.sounding import sounding_notes
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.written import is_value
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET
from tests.scores import scores


def test_the_heads_of_one_sounding_note_share_its_number() -> None:
    part = notate(rhythm("4/4", "4 r4 4 4~", "1~", "4 r2 4"))
    names = [[event.id for event in bar.events] for bar in part.bars]
    assert names == [["n1", "r1", "n2", "n3"], ["n3-2"], ["n3-3", "r2", "r3", "n4"]]


def test_ties_lead_from_head_to_head() -> None:
    (bar,) = notate(rhythm("4/4", "4 2 4")).bars
    ties = [(event.tied_from, event.tied_to) for event in bar.events]
    assert ties == [(False, False), (False, True), (True, False), (False, False)]


def test_bars_count_from_one_after_a_pickup() -> None:
    assert [bar.number for bar in notate(rhythm("3/4", "2.", "2.")).bars] == [1, 2]
    upbeat = rhythm("3/4", "4", "2.", "2.", pickup=True)
    assert [bar.number for bar in notate(upbeat).bars] == [0, 1, 2]


def test_a_silent_upbeat_is_no_whole_bar() -> None:
    upbeat, silent = notate(rhythm("4/4", "r4", "r1", pickup=True)).bars
    assert not upbeat.events[0].fills_bar
    assert silent.events[0].fills_bar


def test_the_part_holds_the_interval_back_to_the_sound() -> None:
    part = notate(rhythm("4/4", "1", instrument=CLARINET))
    assert part.transposition == Interval(-1, -2)


@settings(max_examples=40)
@given(scores())
def test_every_head_and_rest_has_one_value_and_its_own_id(score: Score) -> None:
    events = [event for bar in notate(score).bars for event in bar.events]
    assert len({event.id for event in events}) == len(events)
    assert all(is_value(event.value) or event.fills_bar for event in events)
    heads = [event for event in events if event.pitch and not event.tied_from]
    assert [event.id for event in heads] == [
        f"n{number}" for number, _ in enumerate(sounding_notes(score), start=1)
    ]
