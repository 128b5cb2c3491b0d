from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask

from melodie.errors import InvalidInput, RequestRefused, UpstreamError
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import sounding_notes
from melodie.tempo import Tempo
from service1_frontend.library.change import Change
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.options import Options
from service1_frontend.services import Services
from service1_frontend.tests.makers import a_maker
from service1_frontend.tests.variations.stored import tune, tunes
from service1_frontend.variations.harmonies import to_be_heard
from service1_frontend.variations.twisting import Twister, Wish, build_twister
from tests.builders import bar, note, time_signature
from tests.siblings import real_services

TUNES = [one for one in tunes() if one.recipe.bars <= 16]


@pytest.fixture
def twister(services: Services, options: Options, library: Library) -> Twister:
    return build_twister(a_maker(services, options, library).maker, seconds=60)


def stored(name: str) -> Melody:
    found = tune(name)
    return Melody.of(found.recipe, found.score)


def keys(score: Score) -> list[int]:
    return [note.pitch.key_number for note in sounding_notes(score)]


def marks(score: Score) -> int:
    return sum(bool(e.slur or e.breath) for bar in score.bars for e in bar.events)


@pytest.mark.no_cover  # what it runs, other tests cover
def test_every_twist_of_melodies_of_every_engine_can_be_done_or_says_why_not(
    twister: Twister,
) -> None:
    choices = twister.choices.get().twists
    done = set()
    for number, found in enumerate(TUNES):
        melody = Melody.of(found.recipe, found.score)
        for choice in choices:
            option = choice.options[number % len(choice.options)].id
            try:
                made = twister.twist(melody, Wish(choice.id, option))
            except InvalidInput:
                pass
            else:
                done.add(choice.id)
                assert made.score != melody.score
    assert done == {choice.id for choice in choices}


def test_what_is_kept_is_a_melody_with_its_parent_and_tells_its_key(
    twister: Twister, library: Library
) -> None:
    parent = stored(TUNES[-1].recipe.name)
    library.save(parent)
    option = "D" if parent.score.key.tonic != "D" else "E"
    kept = library.find(twister.keep(parent, Wish("transpose_to_key", option)).id)
    assert kept.parent_id == parent.id
    assert Change.read(kept.change) == Change(
        kind="twist", what="transpose_to_key", told={"option": option}
    )
    assert (kept.recipe.key, kept.score.key.tonic) == (option, option)
    assert library.find(parent.id).score == parent.score


def test_looking_records_nothing(twister: Twister, library: Library) -> None:
    before = library.count()
    melody = stored(TUNES[-1].recipe.name)
    outcome = twister.twist(melody, Wish("retrograde"))
    assert twister.picture(outcome, "wide").startswith(b"<svg")
    assert library.count() == before


def test_a_recipe_counts_the_bars_that_there_are(twister: Twister) -> None:
    melody = next(
        Melody.of(one.recipe, one.score) for one in TUNES if one.recipe.bars in range(2, 17)
    )
    longer = twister.twist(melody, Wish("augment"))
    assert longer.recipe.bars == sum(not bar.pickup for bar in longer.score.bars)
    assert longer.recipe.bars > melody.recipe.bars


def test_phrases_are_marked_again_where_a_twist_leaves_their_marks_off(twister: Twister) -> None:
    slurred = [one for one in TUNES if one.recipe.phrasing == "slurs" and one.score.bars[-1].form]
    for found in slurred:
        melody = Melody.of(found.recipe, found.score)
        assert marks(twister.twist(melody, Wish("retrograde")).score) > 0
    assert slurred


def test_a_clef_with_many_ledger_lines_gives_way(twister: Twister) -> None:
    found = next(one for one in TUNES if one.recipe.instrument == "piano")
    low = tuple(
        bar(*(note(pitch, str(found.score.time_signature.bar_length / 2)) for pitch in pair))
        for pair in (("C3", "D3"), ("E3", "C3"))
    )
    score = replace(found.score, bars=low, clef="treble")
    made = twister.twist(Melody.of(found.recipe, score), Wish("retrograde"))
    assert made.score.clef == "bass"


def test_it_stays_in_the_range_of_its_recipe_and_says_what_that_took(twister: Twister) -> None:
    found = next(one for one in TUNES if one.recipe.instrument == "piano")
    melody = Melody.of(found.recipe, found.score)
    made = twister.twist(melody, Wish("transpose_by_interval", "up_major_seventh"))
    own = keys(melody.score)
    room = range(
        min([Pitch.parse("C4").key_number, *own]), max([Pitch.parse("C6").key_number, *own]) + 1
    )
    assert all(key in room for key in keys(made.score))
    assert (made.octaves, made.folded) != (0, ()) or max(own) + 11 in room


def test_an_instrument_that_is_offered_no_more_has_the_range_of_a_piano(twister: Twister) -> None:
    found = TUNES[-1]
    recipe = found.recipe.model_copy(update={"instrument": "sackbut"})
    made = twister.twist(Melody.of(recipe, found.score), Wish("retrograde"))
    assert sorted(keys(made.score)) == sorted(keys(found.score))


def test_a_scale_that_is_offered_no_more_is_no_fault_of_a_person(twister: Twister) -> None:
    found = TUNES[-1]
    score = replace(found.score, key=replace(found.score.key, scale="enigmatic"))
    with pytest.raises(RequestRefused):
        twister.twist(Melody.of(found.recipe, score), Wish("transpose_to_key", "B"))


def test_what_is_too_long_to_be_played_says_so(twister: Twister) -> None:
    found = TUNES[-1]
    silent = replace(found.score.bars[-1], events=(note("C4", "1"),), form=None, chords=())
    score = replace(
        found.score,
        time_signature=time_signature("4/4"),
        tempo=Tempo(Fraction(1, 8), 20),
        bars=(silent,) * 60,
    )
    outcome = twister.twist(Melody.of(found.recipe, score), Wish("transpose_by_interval"))
    assert not outcome.sounds


def test_what_was_twisted_is_heard_and_kept_as_it_was_shown_where_nothing_twists_any_more(
    twister: Twister, library: Library, services: Services
) -> None:
    parent = stored(TUNES[-1].recipe.name)
    library.save(parent)
    wish = Wish("harmonise", "surprising")
    shown = twister.twist(parent, wish)
    heard = to_be_heard(twister, parent, wish)
    assert heard.accompaniment
    resting = real_services(notes=Flask("resting"))
    later = replace(twister, maker=replace(twister.maker, services=resting))
    assert later.twist(parent, wish) == shown
    assert to_be_heard(later, parent, wish) == heard
    assert later.keep(parent, wish).score == shown.score
    with pytest.raises(UpstreamError):
        later.twist(parent, Wish("harmonise", "richer"))
