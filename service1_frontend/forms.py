"""The forms of the pages; what they may hold is decided by the recipe alone."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField, SelectField, StringField

from melodie.errors import InvalidInput
from melodie.problems import Problem
from service1_frontend.options import Options, Range
from service1_frontend.recipes import Recipe, RecipeRequest, read_request
from service1_frontend.wording import with_signs

DEFAULT_NAME: Final = "My melody"
TEMPO_SLIDER: Final = Range(least=60, most=220)
"""The tempos worth sliding through; those beyond can be typed."""

CSRF: Final = "csrf_token"


class RecipeForm(FlaskForm):  # type: ignore[misc] # Flask-WTF brings no types
    """Asks for a recipe.

    Numbers carry their limits as ``min`` and ``max``; where a slider should
    go less far, also as ``data-slider-min`` and ``data-slider-max``.
    """

    name = StringField("Name", description="Title on the page and name of the files.")
    key = SelectField("Key")
    scale = SelectField("Scale")
    rhythm = SelectField("Rhythm")
    time_signature = SelectField("Time signature")
    tempo = IntegerField("Tempo", description="Beats per minute.")
    bars = IntegerField("Bars")
    instrument = SelectField("Instrument")
    wildness = IntegerField("Wildness", description="0 is a tune, 100 is pure dice.")
    rests = IntegerField("Rests", description="How much of it is silence.")
    seed = IntegerField("Seed", description="Leave it empty for a new melody.")

    def offer(self, options: Options | None) -> "RecipeForm":
        """Fill the menus; without options each holds only what was chosen before."""
        menus = _menus(options) if options else {}
        for field in self._fields_of(SelectField):
            field.choices = menus.get(field.name) or [(field.data or "", field.data or "")]
        if options:
            self._bound(options)
        return self

    def read(self, typed: Mapping[str, str]) -> RecipeRequest:
        """Return what was asked for; an empty field counts as left out.

        Raises ``InvalidInput`` as the API does, and for a form not from one
        of our own pages.
        """
        token = self[CSRF]
        if not token.validate(self):
            token.errors = []
            raise InvalidInput("This page had been open for too long, or cookies are off.")
        filled: dict[str, Any] = {field: text for field, text in typed.items() if text}
        filled.pop(CSRF)
        for field in self._fields_of(IntegerField):
            # What is no number stays as it was typed, to be refused as such.
            if field.name in filled and field.data is not None:
                filled[field.name] = field.data
        return read_request({"name": "", **filled})

    def blame(self, problem: Problem) -> None:
        """Put each fault beside its field."""
        for fault in problem.errors:
            if fault.field in self:
                self[fault.field].errors = [f"{fault.detail[:1].upper()}{fault.detail[1:]}."]

    def _fields_of(self, kind: type[Field]) -> Iterator[Field]:
        return (field for field in self if isinstance(field, kind))

    def _bound(self, options: Options) -> None:
        limits = options.limits
        self.name.render_kw = {"maxlength": limits.name.most, "required": True}
        for field in self._fields_of(IntegerField):
            bounds: Range = getattr(limits, field.name)
            field.render_kw = {"min": bounds.least, "max": bounds.most}
        self.tempo.render_kw |= {
            "data-slider-min": TEMPO_SLIDER.least,
            "data-slider-max": TEMPO_SLIDER.most,
        }


class AgainForm(FlaskForm):  # type: ignore[misc] # Flask-WTF brings no types
    """Asks for another melody of the same recipe, without showing it."""

    name = HiddenField()
    key = HiddenField()
    scale = HiddenField()
    rhythm = HiddenField()
    time_signature = HiddenField()
    tempo = HiddenField()
    bars = HiddenField()
    instrument = HiddenField()
    wildness = HiddenField()
    rests = HiddenField()


def blank_form(options: Options) -> RecipeForm:
    """Return the form with every default filled in."""
    data = {"name": DEFAULT_NAME, **options.defaults.model_dump()}
    return RecipeForm(formdata=None, data=data).offer(options)


def again_form(recipe: Recipe) -> AgainForm:
    """Return the form that asks for another melody like that of ``recipe``."""
    return AgainForm(formdata=None, data=recipe.model_dump())


def _menus(options: Options) -> dict[str, list[tuple[str, str]]]:
    return {
        "key": [(key, with_signs(key)) for key in options.keys],
        "scale": [(choice.id, choice.name) for choice in options.scales],
        "rhythm": [(choice.id, choice.name) for choice in options.rhythms],
        "time_signature": [(choice.id, choice.id) for choice in options.time_signatures],
        "instrument": [(choice.id, choice.instrument.name) for choice in options.instruments],
    }
