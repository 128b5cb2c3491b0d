"""The forms of the pages; what they may hold is decided by the recipe alone."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, IntegerField, SelectField, StringField

from melodie.errors import InvalidInput
from melodie.problems import Problem, problem_of
from service1_frontend.options import Options, Range
from service1_frontend.recipes import Recipe, RecipeRequest, complete, read_request
from service1_frontend.wording import with_signs

DEFAULT_NAME: Final = "My melody"
TEMPO_SLIDER: Final = Range(least=60, most=220)
"""The tempos worth sliding through; those beyond can be typed."""

CSRF: Final = "csrf_token"
YES: Final = "yes"
"""What a ticked box sends."""

MORE: Final = (
    *("instrument", "style", "density", "syncopation", "repetition", "rests", "pickup"),
    "phrasing",
    *("contour", "leaps", "lowest", "highest", "wildness", "seed"),
)
"""The fields that stay folded away until somebody wants them."""


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
    style = SelectField("Style")
    density = IntegerField("Density", description="From long notes to many; 50 suits the style.")
    syncopation = IntegerField("Syncopation", description="How often notes last over a beat.")
    repetition = IntegerField("Repetition", description="How much comes back; 50 suits the style.")
    rests = IntegerField("Rests", description="From none to silence; 10 breathes between phrases.")
    pickup = BooleanField("Begin with an upbeat", default=False)
    phrasing = SelectField("Phrase marks", description="The notes stay as they are.")
    contour = SelectField("Contour")
    leaps = IntegerField("Leaps", description="From steps to jumps; 50 suits the style.")
    lowest = StringField("Lowest note", description="Such as C4, middle C.")
    highest = StringField("Highest note", description="Such as Bb5.")
    wildness = IntegerField("Wildness", description="0 is a tune, 100 is pure dice.")
    seed = IntegerField("Seed", description="Leave it empty for a new melody.")

    def offer(self, options: Options | None) -> "RecipeForm":
        """Fill the menus; without options each holds only what was chosen before."""
        menus = _menus(options) if options else {}
        for field in self._fields_of(SelectField):
            field.choices = menus.get(field.name) or [(field.data or "", field.data or "")]
        if options:
            self._bound(options)
        return self

    @property
    def shows_more(self) -> bool:
        """Whether anything that is folded away was chosen, or is at fault."""
        hidden = (self[name] for name in MORE)
        return any(field.errors or field.data not in {None, "", field.default} for field in hidden)

    def read(self, typed: Mapping[str, str]) -> RecipeRequest:
        """Return what was asked for; an empty field counts as left out.

        Raises ``InvalidInput`` as the API does, and for a form not from one
        of our own pages.
        """
        token = self[CSRF]
        if not token.validate(self):
            token.errors = []
            raise InvalidInput("This page had been open for too long, or cookies are off.")
        return self.request_from({field: typed[field] for field in typed if field != CSRF})

    def request_from(self, typed: Mapping[str, str]) -> RecipeRequest:
        """Return what was asked for, whichever page it comes from; raises ``InvalidInput``."""
        filled: dict[str, Any] = {f: text.strip() for f, text in typed.items() if text.strip()}
        if filled.get("pickup") == YES:
            filled["pickup"] = True
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
        limits, defaults = options.limits, options.defaults.model_dump()
        for field in self:
            field.default = defaults.get(field.name)
        self.style.description = " ".join(f"{c.name}: {c.description}" for c in options.styles)
        self.name.render_kw = {"maxlength": limits.name.most, "required": True}
        for field in self._fields_of(IntegerField):
            bounds: Range = getattr(limits, field.name)
            field.render_kw = {"min": bounds.least, "max": bounds.most}
        self.tempo.render_kw |= {
            "data-slider-min": TEMPO_SLIDER.least,
            "data-slider-max": TEMPO_SLIDER.most,
        }


def blank_form(options: Options) -> RecipeForm:
    """Return the form with every default filled in."""
    return _filled_form(options, MultiDict())


def prefilled_form(options: Options, given: Mapping[str, str]) -> RecipeForm:
    """Return the form filled in with what is ``given``, and what is wrong with it beside it.

    What the form does not have is left out, for an address may carry more.
    """
    said = {field: text for field, text in given.items() if text.strip() and field != CSRF}
    form = _filled_form(options, MultiDict(said))
    known = {field: text for field, text in said.items() if field in form}
    try:
        complete(form.request_from({"name": DEFAULT_NAME, **known}), options)
    except InvalidInput as error:
        form.blame(problem_of(error))
    return form


def as_typed(recipe: Recipe, *, seed: bool) -> dict[str, str]:
    """Return a recipe as it would be typed into the form, with its seed or without."""
    left_out = {"engine"} if seed else {"engine", "seed"}
    values = recipe.model_dump(exclude=left_out, exclude_none=True)
    # A box that is not ticked sends nothing.
    return {field: YES if v is True else str(v) for field, v in values.items() if v is not False}


def csrf_field() -> Field:
    """Return the hidden field that tells a form of our own from one of another site."""
    return FlaskForm(formdata=None)[CSRF]


def _filled_form(options: Options, given: MultiDict[str, str]) -> RecipeForm:
    data = {"name": DEFAULT_NAME, **options.defaults.model_dump()}
    return RecipeForm(formdata=given, data=data).offer(options)


def _menus(options: Options) -> dict[str, list[tuple[str, str]]]:
    return {
        "key": [(key, with_signs(key)) for key in options.keys],
        "scale": [(choice.id, choice.name) for choice in options.scales],
        "rhythm": [(choice.id, choice.name) for choice in options.rhythms],
        "time_signature": [(choice.id, choice.id) for choice in options.time_signatures],
        "instrument": [(choice.id, choice.instrument.name) for choice in options.instruments],
        "style": [(choice.id, choice.name) for choice in options.styles],
        "contour": [(choice.id, choice.name) for choice in options.contours],
        "phrasing": [(choice.id, choice.name) for choice in options.phrasings],
    }
