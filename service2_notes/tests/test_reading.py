from fractions import Fraction

from melodie.contract import RhythmBar, RhythmEvent
from melodie.form import BarForm, PhraseEnd
from melodie.pitch import Pitch
from melodie.time_signature import TimeSignature
from service2_notes.beats import beats_of
from service2_notes.kept import spread
from service2_notes.reading import Tune, read
from service2_notes.tests.requests import FOUR_FOUR, QUARTER, quarters

NOTE = RhythmEvent(duration=QUARTER)
HELD = RhythmEvent(duration=QUARTER, tie=True)
REST = RhythmEvent(duration=QUARTER, rest=True)
BARS = (RhythmBar(events=(NOTE, REST, NOTE, HELD)), RhythmBar(events=(NOTE, NOTE, REST, REST)))
BEATS = beats_of(FOUR_FOUR)
C4, D4, E4, F4 = (Pitch(4, step) for step in "CDEF")


def tune(*bars: RhythmBar) -> Tune:
    return read(bars, BEATS)


def test_rests_and_held_notes_begin_nothing() -> None:
    assert [bar.onsets for bar in tune(*BARS).bars] == [(0, 48, 72), (24,)]


def test_a_held_note_keeps_its_pitch_over_the_barline() -> None:
    assert spread(BARS, [C4, D4, E4, F4]) == ((C4, None, D4, E4), (E4, F4, None, None))


def test_notes_after_the_end_of_a_phrase_lead_to_the_next_bar() -> None:
    form = BarForm(phrase_end=PhraseEnd(event=2, cadence="half"))
    first, last = tune(RhythmBar(events=(NOTE,) * 4, form=form), *quarters(1)).bars
    assert (first.onsets, first.leads, first.cadence) == ((0, 24, 48), (72,), "half")
    assert (last.onsets, last.leads, last.cadence) == ((0, 24, 48, 72), (), "final")


def test_the_last_bar_that_has_a_note_closes_whatever_is_said() -> None:
    silent = RhythmBar(events=(REST,) * 4)
    assert [bar.cadence for bar in tune(*quarters(3), silent).bars][2] == "final"
    assert tune(*quarters(3), silent).last == 2
    assert tune(*quarters(3)).bars[1].prepares


def test_only_an_idea_that_says_so_stays_open() -> None:
    half = RhythmBar(
        events=(NOTE,) * 4, form=BarForm(phrase_end=PhraseEnd(event=3, cadence="half"))
    )
    assert tune(*quarters(3), half).bars[-1].cadence == "half"
    assert tune(*quarters(4), half).bars[-1].cadence == "final"
    assert tune(*quarters(4)).bars[-1].cadence == "final"


def test_a_literal_return_of_other_notes_is_one_of_rhythm_alone() -> None:
    short = RhythmBar(events=(NOTE, REST, REST, REST))
    like = RhythmBar(events=(NOTE,) * 4, form=BarForm("literal", 0))
    assert tune(short, like).bars[1].relation == "rhythm"
    assert tune(*quarters(1), like).bars[1].relation == "literal"


def test_an_answer_to_a_bar_that_is_not_there_is_new() -> None:
    like = RhythmBar(events=(NOTE,) * 4, form=BarForm("moved", 5))
    assert tune(like, like).bars[1].relation == "new"


def test_answers_are_counted_without_the_upbeat() -> None:
    upbeat = RhythmBar(events=(NOTE,), pickup=True)
    like = RhythmBar(events=(NOTE,) * 4, form=BarForm("moved", 1))
    read_ = tune(upbeat, *quarters(1), like)
    assert read_.upbeat == 1
    assert read_.bars[1].answers == 0


def test_bars_of_no_form_are_periods_whose_halves_pause() -> None:
    assert [bar.cadence for bar in tune(*quarters(12)).bars] == [
        None, None, None, "half", None, None, None, "section", None, None, None, "final",
    ]  # fmt: skip


def test_a_metre_without_tables_has_groups_and_a_middle() -> None:
    beats = beats_of(TimeSignature(7, 8, (2, 2, 3)))
    assert beats.table is None
    assert (beats.length, beats.middle, beats.groups) == (84, 48, (0, 24, 48))
    assert beats.strength(0) > beats.strength(24) > beats.strength(12)


def test_two_four_is_read_at_twice_its_length() -> None:
    beats = beats_of(TimeSignature(2, 4, (1, 1)))
    assert (beats.table, beats.length, beats.ticks(Fraction(1, 4))) == ("4/4", 96, 48)
