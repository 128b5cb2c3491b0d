"""Other chords for a tune by chance: they fit it, come home, and are others each time."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from melodie.chance import Chance
from melodie.chord_kinds import chord_tones
from melodie.contract import Harmony, HarmonyRollRequest
from melodie.errors import InvalidInput
from melodie.harmony import BarChords, Chord, PlacedChord
from melodie.metre import Level, level_at
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import sounding_notes
from service2_notes.harmonising.closing import closing_of
from service2_notes.harmonising.drawing import drawn
from service2_notes.harmonising.modelling import model_of
from service2_notes.harmonising.rolling import roll_harmony
from service2_notes.harmonising.tastes import palette
from service2_notes.scales import SCALES
from service2_notes.tests.harmonising.tunes import ODE, TWINKLE, tune
from service2_notes.tests.twists.scores import any_scores, twisted
from tests.builders import a_score

SEEDS = st.integers(0, 2**53 - 1)
TUNES = {"twinkle": a_score(tune(*TWINKLE[:7], "E4 D4 C4:2")), "ode": a_score(tune(*ODE))}


def rolled(score: Score, seed: int, *kept: int) -> Harmony:
    return roll_harmony(HarmonyRollRequest(score=score, kept=kept, seed=seed))


def over(score: Score, bars: tuple[BarChords, ...]) -> Score:
    chords = zip(score.bars, bars, strict=True)
    return replace(score, bars=tuple(replace(bar, chords=own) for bar, own in chords))


def over_plain(score: Score) -> Score:
    return twisted(score, "harmonise", "plain").score


def roots(bar: BarChords) -> set[str]:
    return {placed.chord.root for placed in bar if placed.chord}


@given(any_scores(), SEEDS, st.data())
@settings(max_examples=100)
def test_bars_that_are_kept_stay_and_a_third_of_all_others_is_over_other_roots(
    score: Score, seed: int, data: st.DataObject
) -> None:
    full = [number for number, bar in enumerate(score.bars) if not bar.pickup]
    kept = data.draw(st.sets(st.sampled_from(full), max_size=len(full) - 1))
    try:
        made = rolled(score, seed, *kept)
    except InvalidInput as nothing:
        assume(nothing.fields[0].code == "nothing_new")
        return
    assert made == rolled(score, seed, *kept)
    before = [bar.chords for bar in score.bars]
    free = set(full) - kept
    for number, chords in enumerate(made.bars):
        assert chords if number in free else chords == before[number]
    others = [number for number in free if roots(made.bars[number]) != roots(before[number])]
    assert 3 * len(others) >= len(free)
    over(score, made.bars)  # which refuses what does not lie in its bar


@given(any_scores(), SEEDS)
@settings(max_examples=100)
def test_the_last_chord_is_the_tonic_and_a_cadence_leads_to_it(score: Score, seed: int) -> None:
    made = rolled(score, seed)
    colours = palette(SCALES[score.key.scale], made.taste)
    closing = closing_of(model_of(colours), len(colours.figures))
    named = [figure.chord_in(score.key.tonic) for figure in colours.figures]
    chords = [placed.chord for bar in made.bars for placed in bar]
    assert chords[-1] in {named[home] for home in closing.homes}
    assert {colours.figures[home].root for home in closing.homes} == {0}
    leading = [chord for chord in chords if chord != chords[-1]][-1:]
    assert {*leading} <= {named[lead] for lead in closing.leads}


@pytest.mark.parametrize("name", TUNES)
def test_another_seed_gives_others_and_so_does_another_press(name: str) -> None:
    score = over_plain(TUNES[name])
    assert len({rolled(score, seed).bars for seed in range(20)}) >= 15
    for seed in range(20):
        made = rolled(score, seed).bars
        pairs = zip(score.bars, made, strict=True)
        assert sum(roots(old.chords) != roots(new) for old, new in pairs) >= 3
        score = over(score, made)


def fitting(score: Score, bars: tuple[BarChords, ...]) -> float:
    """Return how many notes on strong beats belong to their chord, of 1."""
    strong = [
        _belongs(note.pitch, [one.chord for one in bars[note.bar] if one.offset <= note.place][-1])
        for note in sounding_notes(score)
        if level_at(score.time_signature, note.place) <= Level.STRONG_BEAT
    ]
    return sum(strong) / len(strong)


def _belongs(pitch: Pitch, chord: Chord | None) -> bool:
    return chord is not None and pitch.name in chord_tones(chord)


@pytest.mark.parametrize("name", TUNES)
def test_strong_beats_have_chord_tones_about_as_often_as_in_the_plain_one(name: str) -> None:
    score = TUNES[name]
    plain = over_plain(score)
    made = [fitting(score, rolled(plain, seed).bars) for seed in range(40)]
    found = fitting(score, tuple(bar.chords for bar in plain.bars))
    assert sum(made) / len(made) > found - 0.12


@pytest.mark.parametrize("taste", ["plain", "richer", "surprising"])
def test_new_chords_are_in_the_taste_of_those_before(taste: str) -> None:
    score = twisted(TUNES["ode"], "harmonise", taste).score
    assert {rolled(score, seed).taste for seed in range(5)} == {taste}


def test_notes_that_return_have_their_chords_again_mostly() -> None:
    score, same = over_plain(TUNES["ode"]), 0
    for seed in range(40):
        bars = rolled(score, seed).bars
        same += sum(bars[n] == bars[n + 4] for n in range(3))
    assert same > 0.8 * 40 * 3


def test_chords_are_found_beside_kept_ones_that_no_taste_has() -> None:
    strange = (PlacedChord(Fraction(0), Chord("F#", "diminished")),)
    score = over_plain(TUNES["ode"])
    bars = tuple(bar.chords for bar in score.bars)
    score = over(score, (*bars[:3], strange, (), *bars[5:]))
    made = rolled(score, 1, 3, 4).bars
    assert (made[3], made[4]) == (strange, ())
    assert "F#" not in {root for n, bar in enumerate(made) if n != 3 for root in roots(bar)}


def test_the_last_bar_can_be_kept_and_then_nothing_else_is_asked_of_the_close() -> None:
    score = over_plain(TUNES["twinkle"])
    bars = tuple(bar.chords for bar in score.bars)
    open_ended = over(score, (*bars[:7], (PlacedChord(Fraction(0), Chord("G", "major")),)))
    assert roots(rolled(open_ended, 3, 7).bars[7]) == {"G"}


def test_where_nothing_else_fits_nothing_is_made_up() -> None:
    score = twisted(TUNES["ode"], "harmonise", "surprising").score
    bars = tuple(bar.chords for bar in score.bars)
    home = over(score, (*bars[:7], (PlacedChord(Fraction(0), Chord("C", "major")),)))
    with pytest.raises(InvalidInput) as refused:
        rolled(home, 1, *range(7))
    assert [fault.code for fault in refused.value.fields] == ["nothing_new"]


@pytest.mark.parametrize("kept", [range(8), [8]])
def test_what_leaves_no_bar_and_a_bar_that_is_not_there_are_refused(kept: list[int]) -> None:
    with pytest.raises(InvalidInput) as refused:
        rolled(TUNES["ode"], 1, *kept)
    assert [fault.field for fault in refused.value.fields] == ["kept"]


def test_every_way_is_drawn_as_often_as_it_is_likely() -> None:
    heard = [[0.5, 0.3], [0.1, 0.6], [0.7, 0.2]]
    into = [[0.8, 0.3], [0.2, 0.7]]
    odds = {
        way: prod(heard[n][state] for n, state in enumerate(way))
        * prod(into[after][before] for before, after in pairwise(way))
        for way in product(range(2), repeat=3)
    }
    chance, many = Chance("ways", 1), 20_000
    found = Counter(tuple(drawn(heard, [into, into], chance)) for _ in range(many))
    for way, own in odds.items():
        assert found[way] / many == pytest.approx(own / sum(odds.values()), abs=0.01)


def test_without_chords_before_the_plain_ones_are_drawn() -> None:
    assert rolled(TUNES["ode"], 1).taste == "plain"
