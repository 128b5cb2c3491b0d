"""What is shown of twists: those that there are, and what came of one."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, get_args

from flask import url_for
from markupsafe import Markup

from melodie.contract import Screen, TwistChoice, TwistChoices
from melodie.errors import InvalidInput, NotFound, UpstreamError
from melodie.problems import problem_of
from service1_frontend.library.melody import Melody
from service1_frontend.variations.twisting import HARMONISE, Outcome, Wish
from service1_frontend.web.app_state import maker, twister
from service1_frontend.web.harmony_view import HarmonyView, harmonies_view
from service1_frontend.web.heard import Heard
from service1_frontend.web.inline_svg import inline_svg
from service1_frontend.web.locks import Along
from service1_frontend.web.pictures import LaterPicture, screens_asked_for
from service1_frontend.web.unkept import twist_files
from service1_frontend.web.wording.faults import fault_in_words
from service1_frontend.web.wording.melody import out_of_range, picture_in_words
from service1_frontend.web.wording.twists import (
    moved_in_words,
    option_name,
    twist_about,
    twist_name,
)

NOTHING: Final[Mapping[str, Markup]] = {}
SCREENS: Final[tuple[Screen, ...]] = get_args(Screen)


class TwistLink(NamedTuple):
    """A twist to choose; ``path`` shows what it does."""

    id: str
    name: str
    about: str
    path: str


class TwistView(NamedTuple):
    """One twist of a melody as it is shown: the ways to do it, and what comes of the chosen one."""

    id: str
    name: str
    about: str
    options: list[tuple[str, str]]
    option: str = ""
    picture_in_words: str = ""
    pictures: Mapping[str, Markup] = NOTHING
    later: LaterPicture | None = None
    heard: Heard | None = None
    """None where it cannot be played."""
    said: Sequence[str] = ()
    refused: str | None = None
    """Why it cannot be done, where that is so."""
    harmonies: Sequence[HarmonyView] = ()
    """All ways to do it side by side, where it is told by its chords."""


def twist_links(melody: Melody, taken: Along) -> list[TwistLink]:
    """Return what can be done to a melody; nothing where that is not known.

    Their paths take locks along, as ``taken`` says.
    """
    found = twister().choices.find()
    return [
        TwistLink(
            choice.id,
            twist_name(choice),
            twist_about(choice),
            url_for("twists.show", melody_id=melody.id, twist=choice.id, **taken),
        )
        for choice in (found.twists if found else ())
    ]


def twist_view(melody: Melody, twist: str, option: str | None) -> TwistView:
    """Return what is shown of one twist.

    Raises ``NotFound`` for a twist that is not offered, and an ``UpstreamError``.
    """
    choice = chosen(twister().choices.get(), twist)
    options = [(one.id, option_name(choice, one)) for one in choice.options]
    view = TwistView(choice.id, twist_name(choice), twist_about(choice), options)
    if choice.id == HARMONISE:
        return view._replace(harmonies=harmonies_view(melody, options))
    wish = Wish(twist, option or _usual(choice, melody))
    view = view._replace(option=wish.option or "")
    try:
        outcome = twister().twist(melody, wish)
    except InvalidInput as error:
        return view._replace(refused=" ".join(map(fault_in_words, problem_of(error).errors)))
    return view._replace(
        picture_in_words=picture_in_words(_as_melody(outcome), maker().options.find()),
        pictures=_pictures(outcome),
        later=_later(outcome),
        heard=_heard(outcome) if outcome.sounds else None,
        said=_said(outcome),
    )


def chosen(choices: TwistChoices, twist: str) -> TwistChoice:
    """Return a twist that is offered; raises ``NotFound`` for another."""
    found = next((choice for choice in choices.twists if choice.id == twist), None)
    if found is None:
        raise NotFound("There is no such twist. Choose one on the page of the melody.")
    return found


def _usual(choice: TwistChoice, melody: Melody) -> str:
    """Return the option that is shown first: one that changes something, and is plain."""
    key = melody.score.key
    names = [option.id for option in choice.options]
    others = [name for name in names if name not in {key.tonic, key.scale}]
    plain = [name for name in others if name[1:] not in {"#", "b"}]
    return (plain or names)[0]


def _pictures(outcome: Outcome) -> Mapping[str, Markup]:
    try:
        drawn = {screen: twister().picture(outcome, screen) for screen in screens_asked_for()}
    except UpstreamError:
        return {}
    label = picture_in_words(_as_melody(outcome), maker().options.find())
    return {
        screen: inline_svg(svg, _picture_id(screen), label, heading=False)
        for screen, svg in drawn.items()
    }


def _later(outcome: Outcome) -> LaterPicture:
    """Return where a window that has become narrow finds its picture."""
    parent, wish = outcome.parent, outcome.wish._asdict()
    return LaterPicture.of(
        outcome.score,
        url_for("twists.show", melody_id=parent.id, screen="narrow", **wish),
        twist_files(parent, outcome.wish, screen="narrow")["svg"],
    )


def _said(outcome: Outcome) -> list[str]:
    outside = out_of_range(_as_melody(outcome), maker().options.find())
    return [*moved_in_words(outcome), *([outside] if outside else [])]


def _as_melody(outcome: Outcome) -> Melody:
    return Melody.of(outcome.recipe, outcome.score)


def _heard(outcome: Outcome) -> Heard:
    """Return what plays a twist; its player has no settings of its own."""
    bars = outcome.score.bars
    return Heard(
        title=outcome.recipe.name,
        sound=_path("twists.sound", outcome),
        timeline=_path("twists.timeline", outcome),
        scores=" ".join(map(_picture_id, SCREENS)),
        instruments=[],
        first_bar=0 if bars[0].pickup else 1,
        last_bar=len(bars) - bars[0].pickup,
    )


def _picture_id(screen: str) -> str:
    return f"twisted-{screen}"


def _path(endpoint: str, outcome: Outcome) -> str:
    wish = outcome.wish
    return url_for(endpoint, melody_id=outcome.parent.id, twist=wish.twist, option=wish.option)
