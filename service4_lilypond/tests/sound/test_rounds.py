"""What a player plays sounds when its timeline says, and is equally loud every time."""

import io
import wave
from array import array
from fractions import Fraction
from typing import Any

import pytest

from melodie.contract import InstrumentChoice, Playing
from melodie.errors import InvalidInput
from melodie.score import Score
from melodie.tempo import Tempo
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.sound import rounds
from service4_lilypond.sound.audio import find_soundfont, played_wav
from service4_lilypond.sound.performance import perform
from service4_lilypond.sound.rounds import tail
from service4_lilypond.sound.timeline import timeline
from tests.builders import a_score, bar, note, rest

FONT = find_soundfont(None)
SHORT = a_score(
    [
        bar(*[note("C5", "1/16"), rest("3/16")] * 4),
        bar(rest("1/4"), note("E5", "1/16"), rest("11/16")),
    ],
    tempo=Tempo(Fraction(1, 4), 90),
)
"""Every note is followed by silence."""

HEARD = 2_000
"""Of 32,767: where a struck piano has got to within a few milliseconds."""


def sound(score: Score, program: int | None = None, **playing: Any) -> tuple["array[int]", int]:
    """Return the left side, and samples a second."""
    performance = perform(score, Playing(expression=0, **playing), program)
    with wave.open(io.BytesIO(played_wav(score, performance, FONT))) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (2, 2)
        return array("h", file.readframes(file.getnframes()))[::2], file.getframerate()


def loudest(samples: "array[int]") -> int:
    highest, lowest = max(samples), min(samples)
    return max(highest, -lowest)


@pytest.mark.parametrize(
    "playing",
    [
        {},
        {"percent": 50},
        {"percent": 150},
        {"count_in": True, "rounds": 3},
        {"first_bar": 2, "rounds": 2, "percent": 150},
    ],
    ids=str,
)
def test_every_note_is_heard_when_its_timeline_says(playing: dict[str, Any]) -> None:
    performance = perform(SHORT, Playing(expression=0, **playing))
    told = timeline(performance, tail(performance))
    samples, rate = sound(SHORT, **playing)

    assert len(samples) / rate == pytest.approx(told.seconds, abs=1e-3)
    onsets = [
        round_ * told.round_seconds + note.onset
        for round_ in range(told.rounds)
        for note in told.notes
    ]
    for onset in onsets:
        at = round(onset * rate)
        assert loudest(samples[max(0, at - rate // 50) : at] or array("h", [0])) < HEARD
        assert loudest(samples[at : at + rate // 50]) > HEARD


def test_clicks_are_heard_where_the_music_is_silent() -> None:
    silent = a_score([bar(rest("1/1"))], tempo=Tempo(Fraction(1, 4), 60))
    samples, rate = sound(silent, metronome=True, count_in=True)
    assert len(samples) == 9 * rate
    loud = [loudest(samples[second * rate : second * rate + rate // 20]) for second in range(8)]
    assert min(loud) > 1_000
    assert loud[0] > loud[2] > loud[1]
    assert loud[:4] == loud[4:]


def test_rounds_follow_each_other_in_time_and_what_dies_away_sounds_on() -> None:
    held = a_score([bar(rest("3/4"), note("C4", "1/4"))], tempo=Tempo(Fraction(1, 4), 120))
    samples, rate = sound(held, rounds=3)
    length = 2 * rate
    assert len(samples) == 3 * length
    first, second, third = (samples[at : at + length] for at in range(0, 3 * length, length))
    assert second[:-200] == third[:-200]
    assert loudest(first[: rate // 10]) < loudest(second[: rate // 10])
    assert samples[-1] == 0


@pytest.mark.parametrize("choice", INSTRUMENTS, ids=lambda choice: choice.id)
def test_no_instrument_is_too_loud_or_too_soft(choice: InstrumentChoice) -> None:
    tones = [note(str(pitch), "1/8") for pitch in (choice.lowest, choice.highest)] * 4
    score = a_score([bar(*tones)], instrument=choice.instrument)
    samples, rate = sound(score, metronome=True)
    assert 0.15 < loudest(samples) / 32_767 <= 1
    assert abs(sum(samples[:rate])) / rate < 0.02 * 32_767


@pytest.mark.parametrize("playing", [{"percent": 50}, {"first_bar": 1, "last_bar": 1}], ids=str)
def test_a_note_is_as_loud_at_any_tempo_and_among_any_bars(playing: dict[str, Any]) -> None:
    whole, rate = sound(SHORT)
    other, _ = sound(SHORT, **playing)
    assert loudest(other[: rate // 10]) == loudest(whole[: rate // 10])


def test_a_note_louder_than_all_that_were_listened_to_is_cut_off_and_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rounds, "instruments_gain", lambda *_: 1000.0)
    samples, _ = sound(SHORT)
    assert loudest(samples) == 32_767


def test_another_instrument_sounds_otherwise() -> None:
    assert sound(SHORT, program=73) != sound(SHORT)


def test_too_many_rounds_are_too_long() -> None:
    slow = a_score([bar(note("C4", "1/1"))] * 5, tempo=Tempo(Fraction(1, 4), 20))
    assert sound(slow, rounds=2)
    with pytest.raises(InvalidInput, match="10 minutes"):
        sound(slow, rounds=16)
