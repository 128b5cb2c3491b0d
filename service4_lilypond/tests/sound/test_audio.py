import io
import wave
from array import array
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from melodie.contract import InstrumentChoice
from melodie.errors import InvalidInput, NotReady
from melodie.score import Bar, Score
from melodie.tempo import Tempo
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.rendering import ALL, archived
from service4_lilypond.sound import audio
from service4_lilypond.sound.audio import find_soundfont, mp3, wav
from service4_lilypond.sound.synthesis import LONG, LONG_RATE, SAMPLE_RATE, TAIL, sample_rate
from tests.builders import a_score, bar, note, rest, time_signature
from tests.scores import scores

FONT = find_soundfont(None)
A440 = a_score([bar(note("A4", "1/1"))], tempo=Tempo(Fraction(1, 4), 60))


def samples_of(score: Score) -> tuple["array[int]", int]:
    """Return the left side, and samples a second."""
    with wave.open(io.BytesIO(wav(score, FONT, 0))) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (2, 2)
        return array("h", file.readframes(file.getnframes()))[::2], file.getframerate()


def loudest(samples: "array[int]") -> int:
    lowest, highest = min(samples), max(samples)
    return max(-lowest, highest)


def first_sound(samples: "array[int]") -> int:
    return next(at for at, sample in enumerate(samples) if abs(sample) > 300)


def test_the_sound_lasts_as_long_as_the_score_and_its_tail() -> None:
    samples, rate = samples_of(a_score(tempo=Tempo(Fraction(3, 8), 97)))
    beats = Fraction(1) / Fraction(3, 8)
    assert len(samples) == round(beats * 60 / 97 * rate) + TAIL * rate


@settings(max_examples=15, deadline=None)
@given(scores())
def test_no_score_is_too_loud_and_none_with_notes_is_silent(score: Score) -> None:
    if sample_rate(score.seconds) != SAMPLE_RATE:
        return
    peak = loudest(samples_of(score)[0])
    sounds = any(event.pitch for played in score.bars for event in played.events)
    assert peak <= 0.9 * 32_767
    assert (peak > 0.02 * 32_767) == sounds


def test_an_a4_vibrates_440_times_a_second() -> None:
    samples, rate = samples_of(A440)
    second = samples[rate // 2 : rate // 2 + rate]
    rising = sum(before < 0 <= after for before, after in pairwise(smooth(second, rate // 1500)))
    assert rising == pytest.approx(440, abs=3)


def smooth(samples: "array[int]", width: int) -> list[int]:
    """A moving sum, which leaves little but the fundamental."""
    sums = [0]
    for sample in samples:
        sums.append(sums[-1] + sample)
    return [late - early for early, late in zip(sums, sums[width:], strict=False)]


def test_a_note_begins_on_its_sample() -> None:
    late = a_score([bar(rest("1/2"), note("A4", "1/2"))], tempo=Tempo(Fraction(1, 4), 60))
    at_once, rate = samples_of(A440)
    delayed, _ = samples_of(late)
    assert first_sound(delayed) - first_sound(at_once) == pytest.approx(2 * rate, abs=64)


def test_closing_rests_are_heard_as_silence() -> None:
    samples, rate = samples_of(
        a_score([bar(note("A4", "1/4"), rest("3/4"))], tempo=Tempo(Fraction(1, 4), 60))
    )
    assert len(samples) == (4 + TAIL) * rate
    assert loudest(samples[3 * rate :]) < 10


def test_a_tied_note_is_struck_once() -> None:
    tied = a_score([bar(note("A4", "1/2", tie=True), note("A4", "1/2"))])
    whole = a_score([bar(note("A4", "1/1"))])
    assert wav(tied, FONT) == wav(whole, FONT)


def test_a_repeated_note_is_struck_twice() -> None:
    repeated = a_score([bar(note("A4", "1/2"), note("A4", "1/2"))])
    whole = a_score([bar(note("A4", "1/1"))])
    assert wav(repeated, FONT) != wav(whole, FONT)


def test_silence_is_silent() -> None:
    samples, _ = samples_of(a_score([bar(rest("1/1"))]))
    assert loudest(samples) == 0


@pytest.mark.parametrize("choice", INSTRUMENTS, ids=lambda choice: choice.id)
def test_no_sound_swings_about_another_point_than_zero(choice: InstrumentChoice) -> None:
    tones = [note(pitch, "1/4") for pitch in (str(choice.lowest), str(choice.highest), "E4", "C5")]
    samples, rate = samples_of(a_score([bar(*tones)] * 2, instrument=choice.instrument))
    for second in range(0, len(samples) - rate, rate):
        heard = samples[second : second + rate]
        assert abs(sum(heard) / len(heard)) < 0.02 * 32_767


def test_the_same_score_gives_the_same_bytes() -> None:
    assert wav(a_score(), FONT) == wav(a_score(), FONT)
    assert mp3(a_score(), FONT) == mp3(a_score(), FONT)


def test_an_mp3_is_as_long_as_its_bit_rate_says() -> None:
    encoded = mp3(A440, FONT, 0)
    assert len(encoded) * 8 / (audio.MP3_KBPS * 1000) == pytest.approx(4 + TAIL, abs=0.2)


def long_score(bars: int, bpm: int) -> Score:
    slow = Bar((note("C4", "1/1"),))
    return a_score([slow] * bars, tempo=Tempo(Fraction(1, 4), bpm))


def test_a_long_melody_takes_half_the_samples_a_second() -> None:
    assert sample_rate(long_score(30, 20).seconds) == SAMPLE_RATE  # exactly six minutes
    assert LONG == 30 * 4 * 60 / 20
    assert sample_rate(long_score(31, 20).seconds) == LONG_RATE


def test_the_longest_melody_that_sounds_takes_ten_minutes() -> None:
    assert sample_rate(long_score(50, 20).seconds) == LONG_RATE  # exactly
    with pytest.raises(InvalidInput) as caught:
        sample_rate(long_score(51, 20).seconds)
    (fault,) = caught.value.fields
    assert (fault.field, "10 minutes" in fault.detail) == ("tempo", True)


@pytest.mark.parametrize(("bars", "sounds"), [(50, True), (51, False)])
def test_an_archive_of_a_longer_melody_holds_all_but_the_sound(bars: int, sounds: bool) -> None:
    held = set(archived(long_score(bars, 20)))
    assert held == set(ALL) - (set() if sounds else {"mp3", "wav"})


def test_endless_sound_is_refused() -> None:
    endless = a_score(
        [bar(note("C4", "8/1"))] * 64,
        time_signature=time_signature("8/1", 4, 4),
        tempo=Tempo(Fraction(1, 16), 20),
    )
    with pytest.raises(InvalidInput, match="10 minutes"):
        wav(endless, FONT)


def test_a_soundfont_that_is_given_is_taken(tmp_path: Path) -> None:
    given_font = tmp_path / "own.sf2"
    given_font.touch()
    assert find_soundfont(given_font) == given_font


def test_a_given_soundfont_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    with pytest.raises(NotReady):
        find_soundfont(tmp_path / "gone.sf2")


def test_a_package_carries_the_soundfont_where_the_system_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = find_soundfont(None)
    monkeypatch.setattr(audio, "SYSTEM_SOUNDFONT", tmp_path / system.name)
    assert find_soundfont(None).read_bytes()[:4] == b"RIFF"
    monkeypatch.setattr(audio, "CARRIER", "no_such_package")
    with pytest.raises(NotReady):
        find_soundfont(None)
