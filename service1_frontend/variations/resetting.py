"""Other settings of a stored melody, such as its name, tempo or paper; no note moves."""

from dataclasses import dataclass, replace
from typing import Any

from melodie.contract import InstrumentChoice
from melodie.errors import FieldError, InvalidInput
from melodie.score import Instrument, Score
from service1_frontend.making.clefs import clef_for
from service1_frontend.making.composing import Naming
from service1_frontend.recipes.options import Options, id_of
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.variations.asked import SettingsRequest
from service1_frontend.variations.tune import Tune

CHOSEN = ("instrument", "paper", "chord_symbols", "accompaniment", "accompanist", "layout")
"""What is chosen from a list that options hold."""

OF_THE_SCORE = frozenset({"clef", "feel"})
"""Settings that a score has in itself, whatever its recipe says."""

ACCOMPANYING = frozenset({"accompaniment", "accompanist"})
"""Settings by which an accompaniment is made anew."""


@dataclass(frozen=True, slots=True)
class Reset:
    """A score and its recipe with other settings, and which of them are others, by their names."""

    score: Score
    recipe: Recipe
    changed: dict[str, str | int]


def reset(tune: Tune, wanted: SettingsRequest, naming: Naming) -> Reset:
    """Return what is asked for; raises ``InvalidInput`` for what is not offered, or is no change.

    The instrument is printed as ``naming`` gives it.
    """
    _check_offered(wanted, tune.options)
    _check_feel(wanted, tune.score)
    asked: dict[str, Any] = wanted.model_dump(exclude_none=True)
    changed = {name: value for name, value in asked.items() if value != _now(tune, name)}
    if not changed:
        raise InvalidInput.of("name", "all of this is as it was", "unchanged")
    recipe = tune.recipe.model_copy(
        update={name: value for name, value in changed.items() if name != "clef"}
    )
    return Reset(_rescored(tune, changed, naming), recipe, changed)


def _now(tune: Tune, name: str) -> object:
    return getattr(tune.score if name in OF_THE_SCORE else tune.recipe, name)


def _rescored(tune: Tune, changed: dict[str, Any], naming: Naming) -> Score:
    score = tune.score
    score = replace(
        score,
        title=changed.get("name", score.title),
        tempo=replace(score.tempo, bpm=changed.get("tempo", score.tempo.bpm)),
        feel=changed.get("feel", score.feel),
    )
    if "instrument" in changed:
        choice = tune.options.instrument(changed["instrument"])
        pitches = [event.pitch for bar in score.bars for event in bar.events if event.pitch]
        score = replace(score, instrument=_named(choice, naming), clef=clef_for(choice, pitches))
    return replace(score, clef=changed.get("clef", score.clef))


def _named(choice: InstrumentChoice, naming: Naming) -> Instrument:
    return replace(choice.instrument, name=naming(choice), id=choice.id)


def _check_offered(wanted: SettingsRequest, options: Options) -> None:
    faults = []
    for name in CHOSEN:
        ids = [id_of(choice) for choice in options.choices(name)]
        if getattr(wanted, name) not in {None, *ids}:
            known = ", ".join(ids)
            faults.append(
                FieldError(name, f"choose one of {known}", "not_offered", {"offered": known})
            )
    if faults:
        raise InvalidInput.naming(faults)


def _check_feel(wanted: SettingsRequest, score: Score) -> None:
    if wanted.feel == "swung" and not score.time_signature.can_swing:
        time = str(score.time_signature)
        detail = f"the beats of {time} do not divide in two eighths"
        raise InvalidInput.of("feel", detail, "cannot_swing", time=time)
