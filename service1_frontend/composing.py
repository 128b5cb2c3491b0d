"""How a melody comes about: a rhythm, the notes for it, and the score they make."""

from itertools import starmap

from melodie.contract import (
    InstrumentChoice,
    Notes,
    NotesRequest,
    Rhythm,
    RhythmBar,
    RhythmEvent,
    RhythmRequest,
)
from melodie.errors import UpstreamRefused
from melodie.score import Bar, Event, Pitch, Score, Tempo
from service1_frontend.clefs import clef_for
from service1_frontend.options import Options
from service1_frontend.phrasing import with_phrasing
from service1_frontend.recipes import Recipe, ambitus
from service1_frontend.services import Services


def compose(recipe: Recipe, options: Options, services: Services) -> Score:
    """Ask once for the rhythm, once for the notes, and join both.

    Raises ``InvalidInput`` for a range without a tonic to end on, and
    ``UpstreamRefused`` when the two answers do not fit together.
    """
    rhythm = services.compose_rhythm(_rhythm_wanted(recipe))
    notes = services.compose_notes(_notes_wanted(recipe, rhythm, ambitus(recipe, options)))
    try:
        return _join(recipe, options.instrument(recipe.instrument), rhythm, notes)
    except ValueError as error:
        raise UpstreamRefused("The notes and the rhythm do not fit together.") from error


def _rhythm_wanted(recipe: Recipe) -> RhythmRequest:
    return RhythmRequest(
        time_signature=recipe.time_signature,
        rhythm=recipe.rhythm,
        bars=recipe.bars,
        style=recipe.style,
        wildness=recipe.wildness,
        density=recipe.density,
        rests=recipe.rests,
        syncopation=recipe.syncopation,
        repetition=recipe.repetition,
        pickup=recipe.pickup,
        seed=recipe.seed,
    )


def _notes_wanted(recipe: Recipe, rhythm: Rhythm, within: tuple[Pitch, Pitch]) -> NotesRequest:
    lowest, highest = within
    return NotesRequest(
        key=recipe.key,
        scale=recipe.scale,
        time_signature=rhythm.time_signature,
        bars=rhythm.bars,
        lowest=lowest,
        highest=highest,
        style=recipe.style,
        wildness=recipe.wildness,
        leaps=recipe.leaps,
        contour=recipe.contour,
        seed=recipe.seed,
    )


def _join(recipe: Recipe, instrument: InstrumentChoice, rhythm: Rhythm, notes: Notes) -> Score:
    bars = tuple(starmap(_bar, zip(rhythm.bars, notes.bars, strict=True)))
    return Score(
        title=recipe.name,
        key=notes.key,
        time_signature=rhythm.time_signature,
        tempo=Tempo(rhythm.beat_unit, recipe.tempo),
        clef=clef_for(instrument, (pitch for bar in notes.bars for pitch in bar if pitch)),
        instrument=instrument.instrument,
        bars=with_phrasing(bars, rhythm.bars, recipe.phrasing),
    )


def _bar(rhythm: RhythmBar, pitches: tuple[Pitch | None, ...]) -> Bar:
    return Bar(tuple(starmap(_event, zip(rhythm.events, pitches, strict=True))), rhythm.pickup)


def _event(duration: RhythmEvent, pitch: Pitch | None) -> Event:
    if duration.rest and pitch is not None:
        raise ValueError("a rest has no pitch")
    # The dice may silence a note; a silence is held by nothing.
    tie = duration.tie and pitch is not None
    return Event(pitch, duration.duration, tie, duration.tuplet)
