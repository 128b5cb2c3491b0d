"""How a melody comes about: a rhythm, the notes for it, and the score they make."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from melodie.contract import (
    AUTO_CHORDS,
    NO_CHORDS,
    ChordsByBar,
    ChordsRequest,
    InstrumentChoice,
    Message,
    Notes,
    NotesRequest,
    Rhythm,
    RhythmRequest,
)
from melodie.errors import UpstreamRefused
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.tempo import Tempo
from service1_frontend.making.accompanying import accompanied
from service1_frontend.making.clefs import clef_for
from service1_frontend.making.joining import joined_bars
from service1_frontend.making.phrasing import with_phrasing
from service1_frontend.recipes.completing import ambitus
from service1_frontend.recipes.feels import feel_of
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.services import Services

Naming = Callable[[InstrumentChoice], str]
"""Gives the name of an instrument, as it is to be printed."""


def in_english(choice: InstrumentChoice) -> str:
    """Return the name that the service gives which owns the instruments."""
    return choice.instrument.name


def compose(
    recipe: Recipe, options: Options, services: Services, naming: Naming = in_english
) -> Score:
    """Ask once for the rhythm, once for the notes, and join both; for chosen chords before.

    Where the recipe asks for an accompaniment, that is asked for last.

    The score is headed by the instrument as ``naming`` gives it.
    Raises ``RequestRefused`` for what a service does not take, such as a range
    without a tonic to end on, and ``UpstreamRefused`` when the two answers do
    not fit together.
    """
    rhythm = services.compose_rhythm(_rhythm_wanted(recipe))
    chords = _chosen(recipe, rhythm, services)
    notes = services.compose_notes(_notes_wanted(recipe, rhythm, ambitus(recipe, options), chords))
    if recipe.chords == NO_CHORDS:
        notes = notes.model_copy(update={"chords": ()})
    try:
        score = _join(recipe, options, naming, rhythm, notes)
    except ValueError as error:
        raise UpstreamRefused("The notes and the rhythm do not fit together.") from error
    return accompanied(score, recipe, services)


def _rhythm_wanted(recipe: Recipe) -> RhythmRequest:
    return RhythmRequest.model_validate(_said(recipe, RhythmRequest))


def _chosen(recipe: Recipe, rhythm: Rhythm, services: Services) -> ChordsByBar | None:
    """Return the chords that are chosen for every bar; an upbeat has none."""
    if recipe.chords in (AUTO_CHORDS, NO_CHORDS):
        return None
    upbeats = sum(bar.pickup for bar in rhythm.bars)
    whole = {"time_signature": rhythm.time_signature, "bars": len(rhythm.bars) - upbeats}
    wanted = ChordsRequest.model_validate(_said(recipe, ChordsRequest) | whole)
    return ((),) * upbeats + services.compose_chords(wanted).bars


def _notes_wanted(
    recipe: Recipe, rhythm: Rhythm, within: tuple[Pitch, Pitch], chords: ChordsByBar | None
) -> NotesRequest:
    lowest, highest = within
    composed = {"time_signature": rhythm.time_signature, "bars": rhythm.bars, "chords": chords}
    return NotesRequest.model_validate(
        _said(recipe, NotesRequest) | composed | {"lowest": lowest, "highest": highest}
    )


def _said(recipe: Recipe, request: type[Message]) -> dict[str, Any]:
    """Return what the recipe says of all that ``request`` has a field of the same name for."""
    return recipe.model_dump(include=set(request.model_fields))


def _join(recipe: Recipe, options: Options, naming: Naming, rhythm: Rhythm, notes: Notes) -> Score:
    choice, time = options.instrument(recipe.instrument), rhythm.time_signature
    bars = joined_bars(rhythm.bars, notes)
    return Score(
        title=recipe.name,
        key=notes.key,
        time_signature=time,
        tempo=Tempo(rhythm.beat_unit, recipe.tempo),
        clef=clef_for(choice, (pitch for bar in notes.bars for pitch in bar if pitch)),
        instrument=replace(choice.instrument, name=naming(choice), id=choice.id),
        bars=with_phrasing(bars, recipe.phrasing),
        feel=feel_of(recipe.feel, recipe.style, options.styles, time),
    )
