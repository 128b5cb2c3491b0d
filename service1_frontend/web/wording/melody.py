"""A melody in words: what made it, and what its picture shows."""

from collections.abc import Sequence
from typing import Final

from melodie import ENGINE_VERSION
from melodie.sounding import SoundingNote
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.chord_texts import bars_of_chords, suggested_as
from service1_frontend.recipes.feels import FEELS
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import KNOBS, Recipe, default_of
from service1_frontend.web.languages import gettext, ngettext
from service1_frontend.web.wording.notes import (
    pitch_range,
    spoken,
    spoken_pitch,
    tempo_in_words,
    time_in_words,
    with_signs,
)
from service1_frontend.web.wording.settings import chosen, heading, instrument_name, name_of

FIRST_NOTES: Final = 5

ALWAYS_TOLD: Final = (
    "name",
    *("key", "scale", "rhythm", "time_signature", "tempo", "bars"),
    "instrument",
    "seed",
)
"""Settings that shape every melody; the others are listed where they are not at their default."""

Row = tuple[str, str]


def recipe_rows(
    melody: Melody, options: Options | None, since: tuple[str, str] | None = None
) -> list[Row]:
    """Return what made a melody as labels and values.

    What shapes every melody is always listed, the rest where it is not at its default.
    Without ``options``, or for a choice no longer offered, ids stand for names. ``since`` are the
    messages of ``RECHORDED`` for a melody that has other chords than it was composed over.
    """
    recipe, score = melody.recipe, melody.score
    return [
        (heading("key"), with_signs(score.key.tonic)),
        (heading("scale"), chosen(recipe, "scale", options)),
        (heading("rhythm"), chosen(recipe, "rhythm", options)),
        (heading("time_signature"), time_in_words(score.time_signature)),
        (heading("tempo"), tempo_in_words(score.tempo)),
        (heading("bars"), str(recipe.bars)),
        (heading("instrument"), _player(melody, options)),
        *_feel(melody),
        *_changed(recipe, options, since),
        *_chance(melody),
    ]


def _feel(melody: Melody) -> list[Row]:
    """Tell that eighths swing; a recipe may leave it to the style, and the score says it."""
    swung = (one for one in FEELS if one.id == melody.score.feel)
    return [(heading("feel"), name_of("feel", one)) for one in swung if melody.score.swung]


def _chance(melody: Melody) -> list[Row]:
    """Return what the chance came from; of what was made of another, its own."""
    change, recipe = Change.read(melody.change), melody.recipe
    if not melody.parent_id:
        return [(heading("seed"), str(recipe.seed)), (gettext("Engine"), recipe.engine)]
    seed = change.seed if change else None
    rows = [] if seed is None else [(heading("seed"), str(seed))]
    return [*rows, (gettext("Engine"), (change and change.engine) or recipe.engine)]


def respelled(melody: Melody, options: Options | None) -> str | None:
    """Say why a melody is not written in the key that was asked for, if it is not."""
    asked, written = melody.recipe.key, melody.score.key.tonic
    if asked == written:
        return None
    return gettext(
        "%(asked)s %(scale)s would need double sharps or flats, so it is written as "
        "%(written)s %(scale)s, which sounds the same.",
        asked=with_signs(asked),
        written=with_signs(written),
        scale=chosen(melody.recipe, "scale", options).lower(),
    )


def out_of_range(melody: Melody, options: Options | None) -> str | None:
    """Say how many notes lie where the instrument is not comfortable, if any does."""
    player = options.find_instrument(melody.recipe.instrument) if options else None
    if player is None:
        return None
    comfortable = range(player.lowest.key_number, player.highest.key_number + 1)
    notes = melody.notes
    outside = sum(note.pitch.key_number not in comfortable for note in notes)
    if not outside:
        return None
    return ngettext(
        "One note lies outside the comfortable range of its instrument, which is %(range)s.",
        "%(notes)s notes lie outside the comfortable range of its instrument, which is %(range)s.",
        outside,
        notes=outside,
        range=pitch_range(player.lowest, player.highest),
    )


def cut_chords(melody: Melody, options: Options | None) -> str | None:
    """Say that a melody ends before the chords do that were chosen for it, if it does."""
    score = melody.score
    bars = len(score.bars) - score.bars[0].pickup
    chosen = bars_of_chords(melody.recipe.chords, options)
    if chosen <= bars or not any(bar.chords for bar in score.bars):
        return None
    return ngettext(
        "The chords that were chosen have %(chosen)s bars; this melody takes the first of them.",
        "The chords that were chosen have %(chosen)s bars; this melody takes the first %(bars)s.",
        bars,
        chosen=chosen,
        bars=bars,
    )


def earlier_engine(melody: Melody) -> str | None:
    """Say that an engine of before made a melody, and what composes another like it, if so."""
    if melody.recipe.engine == ENGINE_VERSION:
        return None
    return gettext(
        "Engine %(made)s composed this melody, and it stays as it is. Engine %(now)s composes "
        "now: the same recipe and seed give another melody.",
        made=melody.recipe.engine,
        now=ENGINE_VERSION,
    )


def picture_in_words(melody: Melody, options: Options | None) -> str:
    """Describe the sheet music for those who do not see it."""
    score, bars = melody.score, melody.recipe.bars
    said = gettext(
        "Sheet music of a melody in %(key)s %(scale)s, %(time)s time, %(bars)s, %(tempo)s, "
        "for %(player)s.",
        key=spoken(score.key.tonic),
        scale=chosen(melody.recipe, "scale", options).lower(),
        time=score.time_signature,
        bars=ngettext("%(bars)s bar", "%(bars)s bars", bars, bars=bars),
        tempo=tempo_in_words(score.tempo),
        player=_player(melody, options),
    )
    return f"{said} {beginning(melody.notes)}"


def _player(melody: Melody, options: Options | None) -> str:
    """Return the name of the instrument; as it was printed, where it is not offered now."""
    found = options.find_instrument(melody.recipe.instrument) if options else None
    return instrument_name(found) if found else melody.score.instrument.name


def beginning(notes: Sequence[SoundingNote]) -> str:
    """Name the first of all ``notes`` of a score."""
    first = [note.pitch for note in notes[:FIRST_NOTES]]
    if not first:
        return gettext("It is silent throughout.")
    return gettext("It begins with %(notes)s.", notes=", ".join(map(spoken_pitch, first)))


def _changed(recipe: Recipe, options: Options | None, since: tuple[str, str] | None) -> list[Row]:
    """Return the settings that are not at their default, and chords that are not as composed."""
    told = {
        name: _value(recipe, name, options)
        for name in KNOBS
        if name not in {*ALWAYS_TOLD, "feel"} and KNOBS[name].control != "pitch"
        if getattr(recipe, name) != default_of(name)
    }
    if since:
        drawn, of_chosen = since
        first = told.get("chords")
        told["chords"] = gettext(of_chosen, chosen=first) if first else drawn and gettext(drawn)
    rows = [(heading(name), value) for name, value in told.items() if value]
    if recipe.lowest or recipe.highest:
        rows.append((gettext("Range"), pitch_range(recipe.lowest, recipe.highest)))
    return rows


def _value(recipe: Recipe, name: str, options: Options | None) -> str:
    """Return what a recipe says for a setting, in words."""
    value, knob = getattr(recipe, name), KNOBS[name]
    if knob.choices:
        return chosen(recipe, name, options)
    if knob.suggestions:
        found = suggested_as(value, options)
        return name_of(name, found) if found else value
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return f"{value} {gettext(knob.unit)}"
