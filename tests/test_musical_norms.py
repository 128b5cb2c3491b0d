"""What any listener would check, over many melodies of both composing services."""

from dataclasses import dataclass
from itertools import groupby, pairwise

import pytest

from melodie.contract import NotesRequest, RhythmBar, RhythmRequest
from melodie.score import Pitch
from service2_notes.composing import compose as compose_notes
from service3_rhythm.composing import compose as compose_rhythm

SEEDS = range(150)
WIDEST = (0, 2, 4, 5, 7, 9, 11)  # semitones of the widest interval that is not augmented


@dataclass(frozen=True)
class Melody:
    notes: tuple[Pitch, ...]
    of_bar: tuple[int, ...]
    bars: tuple[RhythmBar, ...]

    @property
    def intervals(self) -> list[int]:
        return [abs(a.key_number - b.key_number) for a, b in pairwise(self.notes)]


def a_melody(seed: int, style: str, metre: str = "4/4", scale: str = "major") -> Melody:
    rhythm = compose_rhythm(
        RhythmRequest(time_signature=metre, rhythm="gentle", bars=8, style=style, seed=seed)
    )
    wanted = NotesRequest(
        key="D",
        scale=scale,
        time_signature=rhythm.time_signature,
        bars=rhythm.bars,
        lowest=Pitch.parse("C4"),
        highest=Pitch.parse("C6"),
        style=style,
        seed=seed,
    )
    notes, of_bar, held = [], [], False
    for number, (bar, pitches) in enumerate(
        zip(rhythm.bars, compose_notes(wanted).bars, strict=True)
    ):
        for event, pitch in zip(bar.events, pitches, strict=True):
            if pitch is not None and not held:
                notes.append(pitch)
                of_bar.append(number)
            held = event.tie
    return Melody(tuple(notes), tuple(of_bar), rhythm.bars)


@pytest.fixture(scope="module", params=["song", "dance"])
def melodies(request: pytest.FixtureRequest) -> list[Melody]:
    metres, scales = ("4/4", "6/8", "3/4", "2/4"), ("major", "dorian", "natural_minor")
    return [a_melody(seed, request.param, metres[seed % 4], scales[seed % 3]) for seed in SEEDS]


def test_most_moves_are_steps_and_few_are_wide(melodies: list[Melody]) -> None:
    intervals = [interval for melody in melodies for interval in melody.intervals]
    moves = [interval for interval in intervals if interval]
    assert 0.55 < sum(move <= 2 for move in moves) / len(moves) < 0.75
    assert sum(move >= 7 for move in intervals) / len(intervals) < 0.08


def test_every_melody_comes_home(melodies: list[Melody]) -> None:
    assert {melody.notes[-1].name for melody in melodies} == {"D"}


def test_no_leap_is_augmented(melodies: list[Melody]) -> None:
    for melody in melodies:
        for a, b in pairwise(melody.notes):
            octaves, staff = divmod(abs(a.staff_step - b.staff_step), 7)
            if staff or octaves:
                assert abs(a.key_number - b.key_number) <= 12 * octaves + WIDEST[staff]


def test_no_note_comes_more_than_three_times_in_a_row(melodies: list[Melody]) -> None:
    assert max(len(list(run)) for melody in melodies for _, run in groupby(melody.notes)) <= 3


def test_the_highest_note_returns_only_with_its_bar(melodies: list[Melody]) -> None:
    for melody in melodies:
        highest = max(note.key_number for note in melody.notes)
        bars = [
            bar
            for note, bar in zip(melody.notes, melody.of_bar, strict=True)
            if note.key_number == highest and not melody.bars[bar].literal
        ]
        assert len(bars) <= 1


def test_bars_come_back_but_not_all(melodies: list[Melody]) -> None:
    rhythms = [[bar.events for bar in melody.bars] for melody in melodies]
    returns = [bar in bars[:place] for bars in rhythms for place, bar in enumerate(bars) if place]
    assert 0.3 < sum(returns) / len(returns) < 0.8
