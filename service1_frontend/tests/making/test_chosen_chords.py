"""Chords that a recipe chooses are those of its score, however they are chosen."""

import pytest

from melodie.chord_kinds import symbol
from melodie.score import Score
from service1_frontend.making.composing import compose
from service1_frontend.recipes.chord_texts import bars_of_chords
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import read_request
from service1_frontend.services import Services
from service1_frontend.tests.examples import a_recipe
from service1_frontend.variations.growing import grow
from service1_frontend.variations.rolling import Roll, roll
from service1_frontend.variations.tune import Tune


def said(score: Score) -> list[str]:
    """Return the chords of each bar of a score, as one would write them."""
    return [
        " ".join(symbol(one.chord) if one.chord else "N.C." for one in bar.chords)
        for bar in score.bars
    ]


@pytest.mark.parametrize("time_signature", ["4/4", "3/4", "7/8", "6/8", "2/4", "5/4"])
def test_what_is_typed_stands_in_the_score(
    time_signature: str, options: Options, services: Services
) -> None:
    recipe = a_recipe(
        chords="C | Am F | N.C. | G7b9",
        time_signature=time_signature,
        bars=8,
        scale="major",
        key="C",
    )
    assert said(compose(recipe, options, services)) == ["C", "Am F", "N.C.", "G7b9"] * 2


def test_an_upbeat_has_no_chord(options: Options, services: Services) -> None:
    recipe = a_recipe(chords="pop", pickup=True, bars=4, key="C", scale="major")
    assert said(compose(recipe, options, services))[-5:] == ["", "C", "G", "Am", "F"]


def test_a_melody_without_chords_has_the_notes_that_it_would_have_with_them(
    options: Options, services: Services
) -> None:
    drawn, bare = (
        compose(a_recipe(chords=chords, seed=3), options, services) for chords in ("auto", "none")
    )
    assert any(said(drawn))
    assert not any(said(bare))
    assert [bar.events for bar in bare.bars] == [bar.events for bar in drawn.bars]


def test_dice_throw_over_chosen_chords_too(options: Options, services: Services) -> None:
    recipe = a_recipe(chords="C | F", wildness=100, bars=2, key="C", scale="major")
    assert said(compose(recipe, options, services)) == ["C", "F"]


def test_chosen_chords_stay_in_every_roll(options: Options, services: Services) -> None:
    recipe = a_recipe(chords="C | Dm7 G7", bars=4, key="C", scale="major")
    score = compose(recipe, options, services)
    made = roll(Tune(score, recipe, options), Roll(frozenset({0, 1, 2}), 5), services)
    assert said(made) == said(score) == ["C", "Dm7 G7"] * 2
    assert made.bars[3] == score.bars[3]


def test_a_new_tune_can_be_rolled_over_the_chords_that_there_are(
    options: Options, services: Services
) -> None:
    recipe = a_recipe(chords="auto", bars=8)
    score = compose(recipe, options, services)
    every = frozenset(range(len(score.bars)))
    for seed in range(3):
        tune = Tune(score, recipe, options)
        made = roll(tune, Roll(every, seed, keeps_chords=True), services)
        assert said(made) == said(score)
        assert [bar.events for bar in made.bars] != [bar.events for bar in score.bars]


def test_an_idea_that_grows_goes_on_with_its_progression(
    options: Options, services: Services
) -> None:
    recipe = a_recipe(chords="C | Am | F | G", bars=2, key="C", scale="major")
    idea = compose(recipe, options, services)
    grown = grow(Tune(idea, recipe, options), 8, 5, services)
    assert said(grown) == ["C", "Am", "F", "G"] * 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" C♯m |\n F♯ ", "C#m | F#"),
        ("C\nAm\n\nF", "C | Am | F"),
        ("Automatic", "auto"),
        ("NONE", "none"),
        ("B♭maj7", "Bbmaj7"),
    ],
)
def test_chords_are_kept_in_plain_signs(typed: str, kept: str) -> None:
    assert read_request({"name": "x", "chords": typed}).chords == kept


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("auto", 0), ("none", 0), ("blues", 12), ("12-bar blues", 12), ("C | F G", 2),
        ("| C | F |", 2), ("C Am, F - G", 4),
    ],
)  # fmt: skip
def test_the_bars_of_chosen_chords_are_counted(text: str, bars: int, options: Options) -> None:
    assert bars_of_chords(text, options) == bars
