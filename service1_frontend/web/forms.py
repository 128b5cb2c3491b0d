"""The forms of the pages; what they may hold is decided by the recipe alone."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, IntegerField, SelectField, StringField

from melodie.errors import InvalidInput
from melodie.problems import Problem, problem_of
from service1_frontend.recipes.completing import complete
from service1_frontend.recipes.knobs import GROUPS, Control, Knob
from service1_frontend.recipes.options import Options, Range, at_hand, id_of
from service1_frontend.recipes.recipe import KNOBS
from service1_frontend.recipes.request import RecipeRequest, read_request
from service1_frontend.web.as_typed import YES
from service1_frontend.web.languages import gettext
from service1_frontend.web.menus import MenuField
from service1_frontend.web.wording.faults import fault_in_words
from service1_frontend.web.wording.settings import explained, group_title, name_of, words_of

CSRF: Final = "csrf_token"
NOT_OF_A_RECIPE: Final = frozenset({CSRF, "ideas", "shown"})
"""What the front page sends beside a recipe: the ideas' bars, the wall that is shown."""

KINDS: Final[Mapping[Control, type[Field]]] = {
    "text": StringField,
    "suggested": StringField,
    "pitch": StringField,
    "menu": MenuField,
    "number": IntegerField,
    "digits": IntegerField,
    "slider": IntegerField,
    "tick": BooleanField,
}

FOLDED: Final = tuple(
    name
    for group in GROUPS
    if group.folded
    for name, knob in KNOBS.items()
    if knob.group == group.id
)
"""The fields that are folded away at first, in the order of the form."""


class ShownSetting(NamedTuple):
    """A setting as the form shows it."""

    name: str
    control: Control
    field: Field
    unit: str
    empty: str
    suggested: list[tuple[str, str]]
    """What can be typed, and what it is."""


class Fieldset(NamedTuple):
    """Settings that stand together, below a title that may be for screen readers alone."""

    title: str
    titled: bool
    settings: list[ShownSetting]


class RecipeForm(FlaskForm):  # type: ignore[misc] # Flask-WTF brings no types
    """Asks for a recipe; its fields follow from the settings of one.

    Numbers carry their limits as ``min`` and ``max``; where a slider should
    go less far, also as ``data-slider-min`` and ``data-slider-max``.
    """

    _options: Options | None = None

    def fieldsets(self, *, folded: bool) -> Iterator[Fieldset]:
        """Yield the groups of settings that are folded away, or those that are not."""
        for group in (group for group in GROUPS if group.folded == folded):
            settings = [
                ShownSetting(
                    name, knob.control, self[name], words.unit, words.empty, self._suggested(name)
                )
                for name, knob in KNOBS.items()
                if knob.group == group.id
                for words in (words_of(knob),)
            ]
            yield Fieldset(group_title(group), group.titled, settings)

    def offer(self, options: Options | None) -> "RecipeForm":
        """Fill in the words and the menus; without options each holds only what was chosen before.

        A form that is only read needs neither.
        """
        for name, knob in KNOBS.items():
            words = words_of(knob)
            self[name].label.text, self[name].description = words.label, words.help
        for field in self._fields_of(SelectField):
            menu = [(id_of(c), name_of(field.name, c)) for c in at_hand(field.name, options)]
            field.choices = menu or [(field.data or "", field.data or "")]
        self._options = options
        if options:
            self._bound(options)
        return self

    @property
    def shows_more(self) -> bool:
        """Whether anything that is folded away was chosen, or is at fault."""
        hidden = (self[name] for name in FOLDED)
        return any(field.errors or field.data not in {None, "", field.default} for field in hidden)

    def read(self, typed: Mapping[str, str]) -> RecipeRequest:
        """Return what was asked for; an empty field counts as left out.

        Raises ``InvalidInput`` as the API does, and for a form not from one
        of our own pages.
        """
        _check_token(self)
        return self.request_from({f: typed[f] for f in typed if f not in NOT_OF_A_RECIPE})

    def request_from(self, typed: Mapping[str, str]) -> RecipeRequest:
        """Return what was asked for, whichever page it comes from; raises ``InvalidInput``."""
        unnamed = {"name": gettext("My melody")}  # until it has a name of its own
        filled: dict[str, Any] = unnamed | {f: t.strip() for f, t in typed.items() if t.strip()}
        for field in self._fields_of(BooleanField):
            if filled.get(field.name) == YES:
                filled[field.name] = True
        for field in self._fields_of(IntegerField):
            # What is no number stays as it was typed, to be refused as such.
            if field.name in filled and field.data is not None:
                filled[field.name] = field.data
        return read_request(filled)

    def _suggested(self, name: str) -> list[tuple[str, str]]:
        if not (KNOBS[name].suggestions and self._options):
            return []
        return [(one.name, explained(name, one)) for one in self._options.suggested(name)]

    def blame(self, problem: Problem) -> None:
        """Put each fault beside its field."""
        for fault in problem.errors:
            if fault.field in self:
                self[fault.field].errors = [fault_in_words(fault)]

    def _fields_of(self, kind: type[Field]) -> Iterator[Field]:
        return (field for field in self if isinstance(field, kind))

    def _bound(self, options: Options) -> None:
        for name, knob in KNOBS.items():
            field = self[name]
            field.default = getattr(options.defaults, name, None)
            field.render_kw = _limits(knob, getattr(options.limits, name, None))
            if knob.explained:
                field.description = " ".join(explained(name, c) for c in options.choices(name))


for _name, _knob in KNOBS.items():
    setattr(RecipeForm, _name, KINDS[_knob.control]())


def filled_form(options: Options, given: Mapping[str, str]) -> RecipeForm:
    """Return the form with what is ``given`` for its fields, and every default else."""
    own = {name: value for name, value in options.defaults if not KNOBS[name].suggestions}
    return RecipeForm(formdata=MultiDict(_known(given)), data=own).offer(options)


def prefilled_form(options: Options, given: Mapping[str, str]) -> RecipeForm:
    """Return the form filled in with what is ``given``, and what is wrong with it beside it.

    What the form does not have is left out, for an address may carry more.
    """
    form = filled_form(options, given)
    try:
        complete(asked_in(given, form), options)
    except InvalidInput as error:
        form.blame(problem_of(error))
    return form


def asked_in(given: Mapping[str, str], form: RecipeForm | None = None) -> RecipeRequest:
    """Return what the settings ask for that are ``given``, or read by ``form``.

    Raises ``InvalidInput``.
    """
    known = _known(given)
    return (form or RecipeForm(formdata=MultiDict(known))).request_from(known)


def _known(given: Mapping[str, str]) -> dict[str, str]:
    return {field: given[field] for field in KNOBS if given.get(field, "").strip()}


def check_signed(sent: MultiDict[str, str]) -> None:
    """Raise ``InvalidInput`` unless what was sent comes from a form of one of our own pages."""
    _check_token(FlaskForm(sent))


def _check_token(form: FlaskForm) -> None:
    token = form[CSRF]
    if not token.validate(form):
        token.errors = []
        raise InvalidInput("This page had been open for too long, or cookies are off.")


def csrf_field() -> Field:
    """Return the hidden field, without an id, that tells a form of our own from another site's."""
    field = FlaskForm(formdata=None)[CSRF]
    field.render_kw = {"id": False}
    return field


def _limits(knob: Knob, limits: Range | None) -> dict[str, Any]:
    """Return the attributes that tell a browser how far a field goes."""
    if limits is None:
        return {}
    if knob.control in {"suggested", "text"}:
        return {"maxlength": limits.most}
    slider = dict(zip(("data-slider-min", "data-slider-max"), knob.slider or (), strict=False))
    return {"min": limits.least, "max": limits.most, **slider}
