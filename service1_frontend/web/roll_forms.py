"""The forms that ask for variations of a melody; what they may hold is decided elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from flask_wtf import FlaskForm
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, StringField

from melodie.clef import STAVES
from melodie.contract import Message
from melodie.errors import MAX_FAULTS, InvalidInput
from melodie.faults import faults_of
from melodie.problems import FieldProblem
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.feels import AUTO_FEEL, FEELS
from service1_frontend.recipes.options import Options, at_hand, id_of, limits_of
from service1_frontend.recipes.recipe import KNOBS
from service1_frontend.variations.asked import NoteRequest, RollRequest, SettingsRequest
from service1_frontend.variations.resetting import CHOSEN
from service1_frontend.web.forms import CSRF
from service1_frontend.web.languages import gettext, pgettext
from service1_frontend.web.locks import LOCKED
from service1_frontend.web.menus import MenuField
from service1_frontend.web.numbers import number_or_text
from service1_frontend.web.wording.changes import CLEFS
from service1_frontend.web.wording.faults import fault_in_words
from service1_frontend.web.wording.settings import name_of, words_of

M = TypeVar("M", bound=Message)

KNOWN = ("name", "tempo", *CHOSEN)
"""Settings that a recipe has, too."""


class SettingsForm(FlaskForm):  # type: ignore[misc] # Flask-WTF brings no types
    """Asks for other settings of a melody."""

    name = StringField()
    tempo = IntegerField()
    instrument = MenuField()
    clef = MenuField()
    feel = MenuField()
    paper = MenuField()
    chord_symbols = MenuField()
    accompaniment = MenuField()
    accompanist = MenuField()
    layout = MenuField()

    def offer(self, melody: Melody, options: Options | None) -> "SettingsForm":
        """Fill the menus; without options each holds only what the melody has."""
        for field in KNOWN:
            self[field].label.text = words_of(KNOBS[field]).label
        for field in CHOSEN:
            own = getattr(melody.recipe, field)
            menu = [(id_of(one), name_of(field, one)) for one in at_hand(field, options)]
            known = {one for one, _ in menu}
            self[field].choices = menu if own in known else [(own, own), *menu]
        self.clef.label.text = gettext("Clef")
        best = gettext("As now, or as a new instrument is read")
        self.clef.choices = [
            ("", best),
            *((clef, pgettext("clef", CLEFS[clef])) for clef in STAVES),
        ]
        self._offer_feels(melody)
        tempo = limits_of("tempo")
        self.tempo.render_kw = {"min": tempo.least, "max": tempo.most} if tempo else {}
        name = limits_of("name")
        self.name.render_kw = {"maxlength": name.most, "required": True} if name else {}
        return self

    def _offer_feels(self, melody: Melody) -> None:
        if not melody.score.time_signature.can_swing:
            del self.feel
            return
        self.feel.label.text = words_of(KNOBS["feel"]).label
        self.feel.choices = [(one.id, name_of("feel", one)) for one in FEELS if one.id != AUTO_FEEL]

    def blame(self, faults: Iterable[FieldProblem]) -> None:
        """Put each fault beside its field."""
        for fault in faults:
            if fault.field in self:
                self[fault.field].errors = [fault_in_words(fault)]


def settings_form(
    melody: Melody, options: Options | None, typed: Mapping[str, str]
) -> SettingsForm:
    """Return the form filled in with what is ``typed``, else with what the melody has."""
    has = {field: getattr(melody.recipe, field) for field in KNOWN} | {"feel": melody.score.feel}
    return SettingsForm(formdata=MultiDict(typed) or None, data=has).offer(melody, options)


def read_roll(typed: "MultiDict[str, str]", seed: int | None = None) -> RollRequest:
    """Return the roll that a form asks for, with ``seed`` unless it says one.

    Raises ``InvalidInput``.
    """
    fields: dict[str, Any] = {"seed": seed, **_plain(typed, RollRequest)}
    fields[LOCKED] = [number_or_text(text) for text in typed.getlist(LOCKED)]
    return _read(RollRequest, fields)


def read_note(typed: Mapping[str, str]) -> NoteRequest:
    """Return the note that a form asks for; raises ``InvalidInput``."""
    return _read(NoteRequest, _plain(typed, NoteRequest))


def read_settings(typed: Mapping[str, str]) -> SettingsRequest:
    """Return the settings that a form asks for; an empty field is left out.

    Raises ``InvalidInput``.
    """
    fields = _plain(typed, SettingsRequest)
    return _read(SettingsRequest, {"name": "", **fields} if "name" in typed else fields)


def _plain(typed: Mapping[str, str], kind: type[Message]) -> dict[str, Any]:
    """Return what is typed for the fields of a request, numbers as numbers."""
    texts = {name: typed[name].strip() for name in typed if name in kind.model_fields}
    return dict(_values(texts))


def _values(texts: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for name, text in texts.items():
        if text and name != CSRF:
            yield name, text if name in {"name", "pitch", "what"} else number_or_text(text)


def _read(kind: type[M], fields: Mapping[str, Any]) -> M:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        found = list(islice(faults_of(error), MAX_FAULTS))
        raise InvalidInput.naming(found, error.error_count()) from error
