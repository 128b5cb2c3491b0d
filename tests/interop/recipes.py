"""Twenty recipes that differ in all that a program may stumble over."""

from typing import Any, Final, NamedTuple

from service1_frontend.recipes.request import RecipeRequest


class Row(NamedTuple):
    """What a recipe asks for, beside its number of bars, tempo and seed."""

    name: str
    key: str
    scale: str
    rhythm: str
    metre: str
    instrument: str
    upbeat: bool = False


WHOLE_TONES: Final = ("C", "whole_tone", "short", "4/4", "piano")

ROWS: Final = (
    Row("Rainy Tuesday", "C", "major", "gentle", "4/4", "piano"),
    Row("Mélodie à l'été", "Eb", "major", "gentle", "3/4", "clarinet", upbeat=True),
    Row("Вечерний звон", "F#", "natural_minor", "standard", "4/4", "violin", upbeat=True),
    Row("לילה טוב", "Bb", "dorian", "gentle", "6/8", "flute", upbeat=True),
    Row("春の海", "D", "major_pentatonic", "long", "2/2", "oboe", upbeat=True),
    Row("Καλημέρα", "Db", "octatonic", "standard", "4/4", "trumpet"),
    Row("Sieben", "G", "mixolydian", "gentle", "7/8", "alto_sax", upbeat=True),
    Row("Take another five", "E", "minor_blues", "syncopated", "5/4", "double_bass", upbeat=True),
    Row("Low tide", "Ab", "harmonic_minor", "dotted", "4/4", "cello"),
    Row("Three in two", "A", "melodic_minor", "triplet", "4/4", "bassoon", upbeat=True),
    Row("Quick march", "B", "major", "short", "2/4", "horn"),
    Row("Ninefold", "Gb", "major", "gentle", "9/8", "trombone", upbeat=True),
    Row("Slow blues in B♭", "Bb", "major_blues", "gentle", "12/8", "guitar", upbeat=True),
    Row("Five small ones", "C#", "phrygian", "standard", "5/8", "viola", upbeat=True),
    Row('"Tom & Jerry" <live>', "F", "lydian", "dotted", "3/8", "soprano", upbeat=True),
    Row("100 % \\ {plain}", "D#", "aeolian", "syncopated", "4/4", "alto"),
    Row("أغنية الصباح", "G#", "locrian", "gentle", "3/4", "tenor"),
    Row("मेरी धुन", "A#", "harmonic_major", "long", "4/4", "bass"),
    Row(
        "Whole tones, a long title that goes on until sixty",
        "C",
        "whole_tone",
        *("short", "4/4"),
        "piano",
    ),
    Row("Twelve steps", "B", "chromatic", "extremes", "4/4", "violin", upbeat=True),
)

LENGTHS: Final = (8, 8, 12, 4, 16, 5, 8, 1, 24, 7)


def request(number: int) -> RecipeRequest:
    """Return the recipe of one row, its length and tempo like no neighbour's."""
    row = ROWS[number]
    fields: dict[str, Any] = {
        "name": row.name,
        "key": row.key,
        "scale": row.scale,
        "rhythm": row.rhythm,
        "time_signature": row.metre,
        "instrument": row.instrument,
        "pickup": row.upbeat,
        "bars": LENGTHS[number % len(LENGTHS)],
        "tempo": 60 + 7 * number,
        "seed": number,
    }
    return RecipeRequest.model_validate(fields)
