from dataclasses import replace
from fractions import Fraction

import pytest
from pydantic import TypeAdapter

from melodie import ENGINE_VERSION
from melodie.errors import INVALID
from melodie.faults import CODES
from melodie.pitch import Key
from melodie.score import Score
from melodie.tempo import Tempo
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.phrasings import PHRASINGS
from service1_frontend.tests.examples import a_melody
from service1_frontend.web.wording.faults import SENTENCES
from service1_frontend.web.wording.melody import (
    earlier_engine,
    out_of_range,
    picture_in_words,
    recipe_rows,
    respelled,
)
from service1_frontend.web.wording.notes import TEMPI
from tests.builders import a_score, bar, note, rest, time_signature

BEATS = [Fraction(n, d) for n in (1, 3) for d in (2, 4, 8, 16)]


def with_score(melody: Melody, score: Score) -> Melody:
    return replace(melody, score_json=TypeAdapter(Score).dump_json(score).decode())


def test_a_melody_of_an_earlier_engine_says_what_composes_now() -> None:
    told = earlier_engine(a_melody(engine="1"))

    assert told is not None
    assert "Engine 1 composed" in told
    assert f"Engine {ENGINE_VERSION} composes now" in told
    assert earlier_engine(a_melody()) is None


def test_what_made_a_melody_is_told_in_the_words_of_the_form(options: Options) -> None:
    melody = with_score(
        a_melody(key="Bb", scale="natural_minor"), a_score(key=Key("Bb", "natural_minor", "minor"))
    )

    rows = dict(recipe_rows(melody, options))

    assert rows["Key"] == "B♭"
    assert rows["Scale"] == "Natural minor"
    assert rows["Rhythm"] == "Gentle"
    assert rows["Tempo"] == "120 quarter notes a minute"
    assert rows["Wildness"] == "30 %"
    assert "Density" not in rows
    assert rows["Seed"] == "7"


def test_what_was_chosen_otherwise_than_usual_is_told(options: Options) -> None:
    melody = a_melody(style="dance", pickup=True, leaps=80, contour="none", rests=0)

    rows = dict(recipe_rows(melody, options))

    told = {"Style": "Dance", "Upbeat": "Yes", "Leaps": "80 %", "Rests": "0 %"}
    assert rows.items() >= told.items()
    assert not {"Contour", "Phrase marks"} & set(rows)
    assert dict(recipe_rows(a_melody(contour="wave"), None))["Contour"] == "Wave"


def test_phrase_marks_are_told_where_they_were_chosen() -> None:
    for choice in PHRASINGS[1:]:
        rows = dict(recipe_rows(a_melody(phrasing=choice.id), None))
        assert rows["Phrase marks"] == choice.name


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ({}, None),
        ({"lowest": "Bb3"}, "From B♭3"),
        ({"highest": "F#5"}, "Up to F♯5"),
        ({"lowest": "Bb3", "highest": "F#5"}, "B♭3 to F♯5"),
    ],
)
def test_a_range_is_told_where_it_was_chosen(ends: dict[str, str], told: str | None) -> None:
    assert dict(recipe_rows(a_melody(**ends), None)).get("Range") == told


def test_without_options_or_for_choices_no_longer_offered_ids_do(options: Options) -> None:
    melody = a_melody(scale="natural_minor", rhythm="bossa_nova")

    assert dict(recipe_rows(melody, None))["Scale"] == "Natural minor"
    assert dict(recipe_rows(melody, options))["Rhythm"] == "Bossa nova"


def test_an_uneven_metre_is_told_with_its_groups() -> None:
    seven = bar(*(note("C4", "1/8") for _ in range(7)))
    uneven = with_score(a_melody(), a_score([seven], time_signature=time_signature("7/8", 2, 2, 3)))

    assert dict(recipe_rows(uneven, None))["Time signature"] == "7/8, counted 2 + 2 + 3"
    assert dict(recipe_rows(a_melody(), None))["Time signature"] == "4/4"


def test_every_code_of_a_validator_has_a_sentence_for_people() -> None:
    assert set(CODES.values()) - {INVALID} <= set(SENTENCES)


def test_every_beat_has_a_name() -> None:
    for beat in BEATS:
        Tempo(beat, 60)
    assert set(TEMPI) == set(BEATS)


def test_a_key_is_said_to_be_respelled_only_when_it_is(options: Options) -> None:
    asked_for_g_sharp = with_score(a_melody(key="G#"), a_score(key=Key("Ab", "major", "major")))

    said = respelled(asked_for_g_sharp, options)

    assert said
    assert "G♯ major" in said
    assert "A♭ major" in said
    assert respelled(a_melody(), options) is None


@pytest.mark.parametrize(
    ("pitches", "said"),
    [
        (["C5", "C6"], None),
        (["C5", "C2"], "One note lies outside the comfortable range of its instrument, which is "),
        (["C2", "C8"], "2 notes lie outside"),
    ],
)
def test_notes_that_its_player_would_not_like_are_counted(
    options: Options, pitches: list[str], said: str | None
) -> None:
    tune = a_score([bar(*(note(pitch, "1/2") for pitch in pitches))])
    melody = with_score(a_melody(instrument="flute"), tune)

    remark = out_of_range(melody, options)

    assert remark == said if said is None else (remark or "").startswith(said)


def test_no_range_is_told_of_an_instrument_that_is_no_longer_offered(options: Options) -> None:
    assert out_of_range(a_melody(instrument="serpent"), options) is None
    assert out_of_range(a_melody(), None) is None


def test_the_picture_is_described_for_who_does_not_see_it() -> None:
    flat = a_score([bar(note("Bb4", "1/2", tie=True), note("Bb4", "1/4"), note("F#5", "1/4"))])

    words = picture_in_words(with_score(a_melody(bars=1), flat), None)

    assert "C major, 4/4 time, 1 bar, 120 quarter notes a minute, for Piano" in words
    assert words.endswith("It begins with B flat 4, F sharp 5.")


def test_a_melody_of_rests_is_described_as_silent() -> None:
    silent = with_score(a_melody(), a_score([bar(rest("1"))]))

    assert picture_in_words(silent, None).endswith("It is silent throughout.")
