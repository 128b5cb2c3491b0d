"""What a setting is called, and what can be chosen for it.

The names of choices come in English from the services that own them. They are
looked up with the name of the setting as their context: two settings may have
a choice of the same name.
"""

from typing import NamedTuple

from melodie.contract import InstrumentChoice, TimeSignatureChoice
from service1_frontend.recipes.knobs import Group, Knob
from service1_frontend.recipes.options import Choice, Options, at_hand, id_of
from service1_frontend.recipes.recipe import KNOBS, Recipe
from service1_frontend.web.languages import gettext, pgettext
from service1_frontend.web.wording.notes import with_signs


class Words(NamedTuple):
    """What the form says of a setting."""

    label: str
    help: str
    unit: str
    empty: str


def words_of(knob: Knob) -> Words:
    """Return what the form says of a setting."""
    return Words(*map(gettext, (knob.label, knob.help, knob.unit, knob.empty)))


def heading(name: str) -> str:
    """Return what a setting is called on the page of a melody."""
    return gettext(KNOBS[name].heading or KNOBS[name].label)


def group_title(group: Group) -> str:
    """Return what stands above a group of settings."""
    return gettext(group.title)


def chosen(recipe: Recipe, name: str, options: Options | None) -> str:
    """Return the name of what was chosen, made from its id where it is not offered."""
    wanted = getattr(recipe, name)
    found = next((one for one in at_hand(name, options) if id_of(one) == wanted), None)
    return name_of(name, found) if found else wanted.replace("_", " ").capitalize()


def name_of(name: str, choice: Choice) -> str:
    """Return the name of a choice for the setting ``name``."""
    if isinstance(choice, str):
        return with_signs(choice)
    if isinstance(choice, TimeSignatureChoice):
        return choice.id
    if isinstance(choice, InstrumentChoice):
        return instrument_name(choice)
    return pgettext(name, choice.name)


def instrument_name(choice: InstrumentChoice) -> str:
    """Return the name of an instrument, as it is printed above the music too."""
    return pgettext("instrument", choice.instrument.name)


def explained(name: str, choice: Choice) -> str:
    """Return the name of a choice with what there is to say about it."""
    about = pgettext(name, getattr(choice, "description", ""))
    return gettext("%(name)s: %(about)s", name=name_of(name, choice), about=about)
