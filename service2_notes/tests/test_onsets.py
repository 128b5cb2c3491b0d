from melodie.contract import PhraseEnd, RhythmBar, RhythmEvent
from melodie.score import Pitch, TimeSignature
from service2_notes.onsets import read, spread
from service2_notes.tests.requests import FOUR_FOUR, QUARTER

NOTE = RhythmEvent(duration=QUARTER)
HELD = RhythmEvent(duration=QUARTER, tie=True)
REST = RhythmEvent(duration=QUARTER, rest=True)
BARS = (RhythmBar(events=(NOTE, REST, NOTE, HELD)), RhythmBar(events=(NOTE, NOTE, REST, REST)))
C4, D4, E4, F4 = (Pitch(4, step) for step in "CDEF")


def test_rests_and_held_notes_begin_nothing() -> None:
    assert [(bar.start, len(bar.onsets)) for bar in read(BARS, FOUR_FOUR)] == [(0, 3), (3, 1)]


def test_a_held_note_keeps_its_pitch_over_the_barline() -> None:
    assert spread(BARS, [C4, D4, E4, F4]) == ((C4, None, D4, E4), (E4, F4, None, None))


def test_the_end_of_a_phrase_is_read() -> None:
    bar = RhythmBar(events=(NOTE,) * 4, phrase_end=PhraseEnd(event=2, cadence="half"))
    assert [onset.cadence for onset in read([bar], FOUR_FOUR)[0].onsets] == [
        None, None, "half", None,
    ]  # fmt: skip


def test_a_return_of_another_number_of_notes_is_none() -> None:
    short = RhythmBar(events=(NOTE, REST, REST, REST))
    like = RhythmBar(events=(NOTE,) * 4, copies=0, literal=True)
    assert read([short, like], FOUR_FOUR)[1].copies is None
    assert read([like], FOUR_FOUR)[0].copies is None
    assert read([RhythmBar(events=(NOTE,) * 4), like], FOUR_FOUR)[1].copies == 0


def test_beats_are_strong() -> None:
    eighth = RhythmEvent(duration=QUARTER / 2)
    in_two = read([RhythmBar(events=(eighth,) * 6)], TimeSignature(6, 8, (3, 3)))
    in_three = read([RhythmBar(events=(eighth,) * 6)], TimeSignature(3, 4, (3,)))
    assert [onset.strong for onset in in_two[0].onsets] == [True, False, False] * 2
    assert [onset.strong for onset in in_three[0].onsets] == [True, False] * 3
