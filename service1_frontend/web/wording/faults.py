"""What went wrong, and what is at fault, in sentences."""

from collections.abc import Mapping
from typing import Final

from melodie.errors import MelodieError
from melodie.problems import FieldProblem, Problem, problem_of
from service1_frontend.web.languages import gettext, pgettext
from service1_frontend.web.wording.notes import with_signs

SENTENCES: Final[Mapping[str, str]] = {
    "missing": "This is needed.",
    "unknown": "There is no such setting.",
    "malformed": "This cannot be read.",
    "not_text": "Must be text.",
    "not_whole": "Must be a whole number.",
    "too_small": "Must be at least %(least)s.",
    "too_large": "Must be at most %(most)s.",
    "too_short": "Must be at least %(least)s characters long.",
    "too_long": "Must be at most %(most)s characters long.",
    "unprintable": "Must not hold control characters or line breaks.",
    "invisible": "Must hold at least one visible character.",
    "not_boolean": "Must be yes or no.",
    "not_offered": "This is not offered: choose from the list.",
    "earlier_engine": "Engine %(made)s no longer composes; leave this out to have engine %(now)s.",
    "not_a_pitch": "Must be a pitch from %(lowest)s to %(highest)s, such as F#5 or Bb3.",
    "not_below": "Must lie below %(highest)s, where the range ends.",
    "not_above": "Must lie above %(lowest)s, where the range begins.",
    "no_tonic": "The range from %(lowest)s to %(highest)s holds no %(tonic)s to end on.",
    "no_such_bar": "There is no such bar: they are %(first)s to %(last)s.",
    "bars_reversed": "The last bar comes before the first.",
    "changes_nothing": "This changes nothing of this melody.",
    "too_few_bars": "This takes at least %(least)s bars.",
    "too_many_bars": "That would be %(bars)s bars, and a melody has at most %(most)s.",
    "not_written": "Its notes would be too long or too short to be written.",
    "beyond": "A note would lie beyond all that can be played.",
    "no_room_there": "There is no room for that in the range from %(lowest)s to %(highest)s.",
    "no_room": "The range spans %(semitones)s semitones, which is too narrow for this.",
    "no_such_note": "There is no such note: the last one is %(last)s.",
    "all_locked": "Every bar is locked. Unlock one, and it can be rolled.",
    "no_chords": "This melody has no chords to accompany it with. Choose none, or another melody.",
    "no_chords_to_roll": "This melody has no chords to roll. Twist it, and it can have some.",
    "bar_locked": "That bar is locked. Unlock it first, or choose another one.",
    "nothing_new": "Nothing else was found that fits here. Unlock another bar, or roll more of it.",
    "silent": "There is no note in these bars that could change.",
    "not_composed": "New bars cannot be composed in its %(setting)s.",
    "cannot_swing": "The beats of %(time)s do not divide in two eighths that could swing.",
    "unchanged": "All of this is as it was before.",
    "no_such_chord": "Bar %(bar)s: %(symbol)s is no chord that is known here.",
    "too_many_chords": "Bar %(bar)s has %(chords)s chords, and beats for %(most)s.",
    "nothing_to_repeat": "Bar %(bar)s: there is nothing before %(symbol)s that could return.",
    "too_many_chord_bars": "These are %(bars)s bars, and a melody has at most %(most)s.",
    "no_chord": "There is no chord in this.",
    "not_played_in": "%(progression)s is not played in this scale: choose another or type one.",
    "too_long_to_play": "Sound is made of at most %(minutes)s minutes.",
}
"""By the code of a fault; its parameters are those of the sentence."""


NOTES: Final = {"lowest", "highest", "tonic"}
"""Parameters that name a note or a pitch."""


def fault_in_words(fault: FieldProblem) -> str:
    """Say what is wrong with a field; a fault without a known code is given in its own words."""
    params = {
        name: with_signs(str(value)) if name in NOTES else value
        for name, value in fault.params.items()
    }
    try:
        return gettext(SENTENCES[fault.code]) % params
    except KeyError:
        return gettext(f"{fault.detail[:1].upper()}{fault.detail[1:]}.")


def problem_in_words(error: Exception) -> Problem:
    """Return what went wrong, with its title and its sentence as people read them."""
    problem = problem_of(error)
    detail = problem.detail
    if isinstance(error, MelodieError):
        named = {name: pgettext(name, str(value)) for name, value in error.params.items()}
        detail = gettext(error.message, **named)
    return problem.model_copy(update={"title": gettext(problem.title), "detail": gettext(detail)})
