"""A stored melody twisted: seen and heard first, and then kept as a melody of its own."""

from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from melodie.clef import STAVES
from melodie.contract import (
    ScoreRequest,
    Screen,
    TwistChoices,
    TwistRequest,
)
from melodie.formats import BY_EXTENSION, LONGEST_SOUND
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.making.accompanying import accompanied_if_it_can_be
from service1_frontend.making.clefs import MANY, clef_for
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.making.phrasing import with_phrasing
from service1_frontend.making.recent import Recent
from service1_frontend.making.rendering import rendered
from service1_frontend.naming import naming_fields
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.options_cache import OptionsCache
from service1_frontend.recipes.papers import paper_of
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.symbols import symbols_of
from service1_frontend.recipes.types import KEYBOARD

PICTURE: Final = BY_EXTENSION["svg"]
HARMONISE: Final = "harmonise"
"""The twist that moves no note, and puts other chords under them."""
PEOPLES: Final = {"twist": "twist", "option": "option"}
"""What of a request to twist a person chose."""


AT_HAND: Final = 64
AT_HAND_SECONDS: Final = 120.0
"""How many twists are at hand, and how long each."""


class Wish(NamedTuple):
    """What is to be done to a melody; the first option where none is named."""

    twist: str
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a twist: nothing is recorded of it yet.

    All of it was moved by so many ``octaves``, and the ``folded`` notes besides, by their
    numbers.
    """

    parent: Melody
    wish: Wish
    score: Score
    recipe: Recipe
    octaves: int
    folded: tuple[int, ...]

    @property
    def sounds(self) -> bool:
        """Whether it is short enough to be played."""
        return self.score.seconds <= LONGEST_SOUND


@dataclass(frozen=True, slots=True)
class Twister:
    """Twists melodies; shared by all threads.

    What came of a twist is at hand for as long as it is looked at and heard: a player asks for
    its sound in parts, and for the timeline of that.
    """

    maker: MelodyMaker
    choices: OptionsCache[TwistChoices]
    recent: Recent[tuple[str, Wish], Outcome] = field(
        default_factory=lambda: Recent(AT_HAND, AT_HAND_SECONDS)
    )
    recently_heard: Recent[tuple[str, Wish], Score] = field(
        default_factory=lambda: Recent(AT_HAND, AT_HAND_SECONDS)
    )

    def twist(self, melody: Melody, wish: Wish) -> Outcome:
        """Return what comes of a twist.

        Raises ``InvalidInput`` for one that is not offered, or cannot be done to this
        melody, ``Busy``, or an ``UpstreamError``.
        """
        found = self.recent.get((melody.id, wish))
        if found is None:
            with self.maker.working():
                found = self._twisted(melody, wish)
        return found

    def keep(self, melody: Melody, wish: Wish) -> Melody:
        """Twist a melody and record what comes of it; raises as ``twist``, and where SQL does."""
        with self.maker.working():
            found = self.recent.get((melody.id, wish)) or self._twisted(melody, wish)
            told = {"option": wish.option} if wish.option else {}
            change = Change(kind="twist", what=wish.twist, told=told)
            return self.maker.record_variation(
                melody, found.score, change, found.recipe, to_be_seen=True
            )

    def picture(self, outcome: Outcome, screen: Screen) -> bytes:
        """Return the picture of what came of a twist, in SVG."""
        request = ScoreRequest(
            score=outcome.score,
            paper=paper_of(outcome.recipe.paper),
            screen=screen,
            chord_symbols=symbols_of(outcome.recipe.chord_symbols),
        )
        return rendered(request, PICTURE, self.maker.services, self.maker.limits).content

    def _twisted(self, melody: Melody, wish: Wish) -> Outcome:
        options = self.maker.options.get()
        lowest, highest = _range(melody.recipe, options)
        asked = TwistRequest(
            score=melody.score, twist=wish.twist, option=wish.option, lowest=lowest, highest=highest
        )
        with naming_fields(PEOPLES):
            made = self.maker.services.twist(asked)
        score = _readable(_marked(made.score, melody), melody, options)
        recipe = _recipe(melody, score)
        score = accompanied_if_it_can_be(score, recipe, self.maker.services)
        outcome = Outcome(melody, wish, score, recipe, made.octaves, made.folded)
        self.recent.put((melody.id, wish), outcome)
        return outcome


def build_twister(maker: MelodyMaker, *, seconds: float) -> Twister:
    """Put together all that twisting takes; choices are asked for again after ``seconds``."""
    return Twister(maker, OptionsCache(maker.services.twists, seconds=seconds))


def _range(recipe: Recipe, options: Options) -> tuple[Pitch, Pitch]:
    """Return the range of a melody; a piano's where its instrument is no longer offered."""
    player = options.find_instrument(recipe.instrument)
    ends = (player.lowest, player.highest) if player else KEYBOARD
    return recipe.lowest or ends[0], recipe.highest or ends[1]


def _marked(score: Score, melody: Melody) -> Score:
    """Mark phrases again where a twist has left their marks off."""
    if any(event.breath or event.slur for bar in score.bars for event in bar.events):
        return score
    return replace(score, bars=with_phrasing(score.bars, melody.recipe.phrasing))


def _readable(score: Score, melody: Melody, options: Options) -> Score:
    """Change the clef where its player would read many ledger lines."""
    player = options.find_instrument(melody.recipe.instrument)
    pitches = [note.pitch for note in sounding_notes(score)]
    written = [pitch.staff_step - score.instrument.diatonic for pitch in pitches]
    lines = sum(map(STAVES[score.clef].ledger_lines, written))
    if player is None or lines <= MANY * len(written):
        return score
    return replace(score, clef=clef_for(player, pitches))


def _recipe(melody: Melody, score: Score) -> Recipe:
    """Return the recipe that the page of a twisted melody tells of."""
    before = melody.score
    told: dict[str, object] = {}
    if score.key != before.key:
        told = {"key": score.key.tonic, "scale": score.key.scale}
    if len(score.bars) != len(before.bars):
        told["bars"] = sum(not bar.pickup for bar in score.bars)
    return melody.recipe.model_copy(update=told)
