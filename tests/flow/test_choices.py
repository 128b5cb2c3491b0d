"""Whatever is chosen, together with whatever else, gives a melody that keeps its rules."""

import io
from itertools import islice, product, zip_longest

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from melodie.pitch import Pitch
from service1_frontend.recipes.options import Options
from service1_frontend.services import Services
from tests.flow.melodies import composed, download, make, sounding_pitches


@pytest.mark.parametrize("wildness", [0, 100])
def test_every_key_goes_with_every_scale_but_for_notes_marked_foreign(
    services: Services, options: Options, wildness: int
) -> None:
    metres = [choice.id for choice in options.time_signatures]
    for number, (key, scale) in enumerate(product(options.keys, options.scales)):
        score = composed(
            services,
            options,
            key=key,
            scale=scale.id,
            bars=4,
            wildness=wildness,
            seed=number,
            time_signature=metres[number % len(metres)],
        )
        tonic = Pitch.parse(f"{key}4").key_number
        allowed = {(tonic + semitones) % 12 for semitones in scale.semitones}
        events = [event for bar in score.bars for event in bar.events if not event.foreign]
        sounding = {event.pitch.key_number % 12 for event in events if event.pitch}
        assert sounding, (key, scale.id)
        assert sounding <= allowed, (key, scale.id)
        assert Pitch.parse(f"{score.key.tonic}4").key_number % 12 == tonic % 12


@pytest.mark.parametrize("wildness", [0, 100])
def test_every_rhythm_goes_with_every_metre(
    services: Services, options: Options, wildness: int
) -> None:
    for number, (rhythm, metre) in enumerate(product(options.rhythms, options.time_signatures)):
        score = composed(
            services,
            options,
            rhythm=rhythm.id,
            time_signature=metre.id,
            bars=4,
            wildness=wildness,
            rests=20,
            seed=number,
        )
        # That every bar fills its metre the score has checked itself.
        assert str(score.time_signature) == metre.id
        assert score.time_signature.groups in metre.groupings
        assert len([bar for bar in score.bars if not bar.pickup]) == 4


def test_every_instrument_stays_in_its_range(services: Services, options: Options) -> None:
    for instrument, wildness in product(options.instruments, (0, 50, 100)):
        score = composed(services, options, instrument=instrument.id, wildness=wildness)
        keys = [pitch.key_number for pitch in sounding_pitches(score)]
        assert instrument.lowest.key_number <= min(keys)
        assert max(keys) <= instrument.highest.key_number
        assert score.clef in (instrument.clef, *instrument.other_clefs)


def test_every_choice_is_engraved_and_recorded_at_least_once(
    client: FlaskClient, options: Options
) -> None:
    offered = options.offered()
    recipes = [dict(zip(offered, row, strict=True)) for row in zip_longest(*offered.values())]
    for number, recipe in enumerate(recipes):
        chosen = {field: choice for field, choice in recipe.items() if choice is not None}
        made = make(client, **{"bars": 2, "seed": number, "rhythm": None, **chosen})
        assert download(client, made, "pdf").startswith(b"%PDF")
        assert b"<svg" in download(client, made, "svg")


@pytest.mark.parametrize("bars", [1, 64])
def test_the_shortest_and_the_longest_melody_are_made(client: FlaskClient, bars: int) -> None:
    made = make(client, bars=bars, rhythm="short", time_signature="5/4")
    assert len([bar for bar in made.score.bars if not bar.pickup]) == bars
    pdf = PdfReader(io.BytesIO(download(client, made, "pdf")))
    assert len(pdf.pages) >= 1


def test_dice_reach_every_degree_of_a_scale(services: Services, options: Options) -> None:
    melodies = (
        composed(services, options, scale="chromatic", wildness=100, bars=16, seed=seed)
        for seed in range(20)
    )
    found = {
        pitch.key_number % 12 for score in islice(melodies, 20) for pitch in sounding_pitches(score)
    }
    assert found == set(range(12))
