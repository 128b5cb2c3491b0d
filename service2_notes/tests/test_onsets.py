from melodie.contract import RhythmBar, RhythmEvent
from melodie.score import Pitch
from service2_notes.onsets import count_onsets, spread
from service2_notes.tests.requests import QUARTER

NOTE = RhythmEvent(duration=QUARTER)
HELD = RhythmEvent(duration=QUARTER, tie=True)
REST = RhythmEvent(duration=QUARTER, rest=True)
BARS = (RhythmBar(events=(NOTE, REST, NOTE, HELD)), RhythmBar(events=(NOTE, NOTE, REST, REST)))
C4, D4, E4, F4 = (Pitch(4, step) for step in "CDEF")


def test_rests_and_held_notes_begin_nothing() -> None:
    assert count_onsets(BARS) == 4


def test_a_held_note_keeps_its_pitch_over_the_barline() -> None:
    assert spread(BARS, [C4, D4, E4, F4]) == ((C4, None, D4, E4), (E4, F4, None, None))
