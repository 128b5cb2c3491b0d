"""A song is highest where its rhythm has a long note for it."""

from fractions import Fraction

from melodie.chance import Chance
from melodie.contract import RhythmBar, RhythmEvent
from service2_notes.asked import asked
from service2_notes.line.compass import draw_compass
from service2_notes.tests.requests import a_request

SHORT, LONG = (RhythmEvent(duration=Fraction(1, length)) for length in (4, 2))
PLAIN = RhythmBar(events=(SHORT,) * 4)
HELD = RhythmBar(events=(LONG, SHORT, SHORT))
SEEDS = range(200)


def peaks(style: str, held: int) -> int:
    """Count the tunes that are highest in the bar whose first note is long."""
    bars = tuple(HELD if number == held else PLAIN for number in range(8))
    music = asked(a_request(bars=bars, style=style))
    compasses = [draw_compass(music, 0, Chance("compass", seed)) for seed in SEEDS]
    return sum(compass.peak == held for compass in compasses)


def test_a_song_is_highest_on_a_long_note_and_a_hymn_does_not_mind() -> None:
    assert peaks("song", 4) > 1.3 * peaks("hymn", 4) > 0
    assert peaks("song", 5) > 1.1 * peaks("hymn", 5) > 0
