"""The recipe: everything that decides a melody, in one small frozen value.

Each field is one row: its name, its type with its limits, what it is to people
(``Knob``), and what a stored recipe means by leaving it out. The request for a
recipe, the options, the form, the words about a melody and what the composing
services are asked for all follow from it.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import StrictBool

from melodie.contract import AUTO_CHORDS, Message
from service1_frontend.recipes.knobs import AS_LEFT_OUT, INSTRUMENTS, Knob
from service1_frontend.recipes.types import (
    Bars,
    Bpm,
    Choice,
    ChordsTyped,
    Name,
    Percentage,
    Seed,
    Spelled,
)


class Recipe(Message):
    """A complete recipe: with the same one and the same engine, the same score is made again.

    Where ``lowest`` or ``highest`` is None, the instrument's own range ends there.
    """

    # A default here is what a stored recipe means by leaving the field out, which is what
    # melodies were like before there was that field. It never changes, whatever is offered or
    # taken by default today, and whichever engine made the melody.
    name: Annotated[
        Name,
        Knob(
            "melody",
            "Name",
            "Title on the page and name of the files.",
            control="text",
            empty="made up if left empty",
        ),
    ]
    key: Annotated[Choice, Knob("melody", "Key", choices="keys")]
    scale: Annotated[Choice, Knob("melody", "Scale", choices="scales")]
    chords: Annotated[
        ChordsTyped,
        Knob(
            "melody",
            "Chords",
            "A name from the list, or your own: C | Am F | G7 | C, or ii7 V7 | I.",
            control="suggested",
            suggestions="progressions",
            empty="as they come with the tune",
        ),
    ] = AUTO_CHORDS
    time_signature: Annotated[Choice, Knob("time", "Time signature", choices="time_signatures")]
    bars: Annotated[Bars, Knob("time", "Bars", control="number", default=8)]
    rhythm: Annotated[Choice, Knob("time", "Rhythm", choices="rhythms")]
    tempo: Annotated[
        Bpm, Knob("time", "Tempo", "Beats per minute.", default=100, unit="bpm", slider=(60, 220))
    ]
    instrument: Annotated[Choice, Knob("instrument", "Instrument", choices="instruments")]
    style: Annotated[Choice, Knob("feel", "Style", choices="styles", explained=True)] = "song"
    feel: Annotated[
        Choice,
        Knob(
            "feel",
            "Eighths",
            "Where beats divide in two; the notes stay as they are.",
            choices="feels",
        ),
    ] = "auto"
    density: Annotated[
        Percentage, Knob("feel", "Density", "From long notes to many; 50 suits the style.")
    ] = 50
    syncopation: Annotated[
        Percentage, Knob("feel", "Syncopation", "How often notes last over a beat.")
    ] = 0
    repetition: Annotated[
        Percentage, Knob("feel", "Repetition", "How much comes back; 50 suits the style.")
    ] = 50
    rests: Annotated[
        Percentage,
        Knob("feel", "Rests", "From none to silence; 10 breathes between phrases.", default=10),
    ]
    pickup: Annotated[
        StrictBool, Knob("feel", "Begin with an upbeat", control="tick", heading="Upbeat")
    ] = False
    phrasing: Annotated[
        Choice, Knob("feel", "Phrase marks", "The notes stay as they are.", choices="phrasings")
    ] = "none"
    contour: Annotated[Choice, Knob("line", "Contour", choices="contours")] = "none"
    leaps: Annotated[
        Percentage, Knob("line", "Leaps", "From steps to jumps; 50 suits the style.")
    ] = 50
    lowest: Annotated[
        Spelled | None,
        Knob("line", "Lowest note", "Such as C4, middle C.", control="pitch", empty=INSTRUMENTS),
    ] = None
    highest: Annotated[
        Spelled | None,
        Knob("line", "Highest note", "Such as Bb5.", control="pitch", empty=INSTRUMENTS),
    ] = None
    wildness: Annotated[
        Percentage, Knob("chance", "Wildness", "0 is a tune, 100 is pure dice.", default=0)
    ]
    seed: Annotated[
        Seed,
        Knob(
            "chance",
            "Seed",
            "Leave it empty for a new melody.",
            control="digits",
            empty="a new one",
        ),
    ]
    paper: Annotated[
        Choice, Knob("page", "Paper", "Of the PDF, and of files to be edited.", choices="papers")
    ] = "a4"
    chord_symbols: Annotated[
        Choice,
        Knob("page", "Chord symbols", "Where a melody has chords.", choices="symbols"),
    ] = "names"
    accompaniment: Annotated[
        Choice,
        Knob(
            "instrument",
            "Accompaniment",
            "Chords and a bass below the tune.",
            choices="accompaniments",
        ),
    ] = "none"
    accompanist: Annotated[
        Choice, Knob("instrument", "Accompaniment played by", choices="accompanists")
    ] = "piano"
    layout: Annotated[
        Choice,
        Knob(
            "page",
            "Layout",
            "For a piano, an accompaniment is written out below the tune.",
            choices="layouts",
        ),
    ] = "lead"
    engine: Choice


KNOBS: Final[Mapping[str, Knob]] = {
    name: knob
    for name, field in Recipe.model_fields.items()
    for knob in field.metadata
    if isinstance(knob, Knob)
}
"""What people can set, by the name of its field, in the order of the form."""


def default_of(name: str) -> Any:
    """Return what is taken for a setting where nothing is said; None where that is open."""
    knob, field = KNOBS[name], Recipe.model_fields[name]
    if knob.default is not AS_LEFT_OUT:
        return knob.default
    return None if field.is_required() else field.default
