"""Every choice and limit a recipe has, gathered from the services that own them."""

from typing import TYPE_CHECKING

from annotated_types import Ge, Le, MaxLen, MinLen

from melodie.contract import (
    AccompanimentChoice,
    AccompanimentChoices,
    ContourChoice,
    InstrumentChoice,
    Message,
    ProgressionChoice,
    RhythmChoice,
    ScaleChoice,
    StyleChoice,
    TimeSignatureChoice,
)
from melodie.errors import UpstreamError
from melodie.pitch import Tonic
from service1_frontend.recipes.accompanists import (
    ACCOMPANISTS,
    NO_ACCOMPANIMENT,
    AccompanistChoice,
)
from service1_frontend.recipes.derived import Derived, derive
from service1_frontend.recipes.feels import FEELS, FeelChoice
from service1_frontend.recipes.layouts import LAYOUTS, LayoutChoice
from service1_frontend.recipes.papers import PAPERS, PaperChoice
from service1_frontend.recipes.phrasings import PHRASINGS, PhrasingChoice
from service1_frontend.recipes.recipe import KNOBS, Recipe, default_of
from service1_frontend.recipes.symbols import SYMBOLS, SymbolsChoice
from service1_frontend.services import Services

Choice = (
    Tonic
    | ScaleChoice
    | RhythmChoice
    | TimeSignatureChoice
    | InstrumentChoice
    | StyleChoice
    | FeelChoice
    | ContourChoice
    | ProgressionChoice
    | PhrasingChoice
    | PaperChoice
    | SymbolsChoice
    | AccompanimentChoice
    | AccompanistChoice
    | LayoutChoice
)


class Range(Message):
    """A whole number from ``least`` to ``most``, both allowed."""

    least: int
    most: int


def limits_of(name: str) -> Range | None:
    """Return how far a number or a text may go, None for another setting."""
    if KNOBS[name].choices:
        return None
    ends = {type(limit): limit for limit in Recipe.model_fields[name].metadata}
    if Ge in ends:
        return Range(least=ends[Ge].ge, most=ends[Le].le)
    if MinLen in ends:
        return Range(least=ends[MinLen].min_length, most=ends[MaxLen].max_length)
    return None


if TYPE_CHECKING:
    Limits = Derived
    Defaults = Derived
else:
    Limits = derive(
        "Limits",
        "How far each number may go; ``name`` and ``chords`` count characters.",
        {name: (Range, found) for name in KNOBS if (found := limits_of(name))},
    )
    Defaults = derive(
        "Defaults",
        """What a recipe holds where nothing else is said.

        A seed is drawn each time; the range is the instrument's.
        """,
        {
            name: (str, ...) if knob.choices else (type(default_of(name)), default_of(name))
            for name, knob in KNOBS.items()
            if knob.choices or default_of(name) is not None
        },
    )


class Options(Message):
    """What a melody can be made of."""

    keys: tuple[Tonic, ...]
    scales: tuple[ScaleChoice, ...]
    rhythms: tuple[RhythmChoice, ...]
    time_signatures: tuple[TimeSignatureChoice, ...]
    instruments: tuple[InstrumentChoice, ...]
    styles: tuple[StyleChoice, ...]
    feels: tuple[FeelChoice, ...] = FEELS
    contours: tuple[ContourChoice, ...]
    progressions: tuple[ProgressionChoice, ...]
    phrasings: tuple[PhrasingChoice, ...] = PHRASINGS
    papers: tuple[PaperChoice, ...] = PAPERS
    symbols: tuple[SymbolsChoice, ...] = SYMBOLS
    accompaniments: tuple[AccompanimentChoice, ...]
    accompanists: tuple[AccompanistChoice, ...] = ACCOMPANISTS
    layouts: tuple[LayoutChoice, ...] = LAYOUTS
    defaults: Defaults
    limits: Limits = Limits()

    def choices(self, name: str) -> tuple[Choice, ...]:
        """Return what can be chosen for a setting; the first is the default."""
        found: tuple[Choice, ...] = getattr(self, KNOBS[name].choices)
        return found

    def suggested(self, name: str) -> tuple[ProgressionChoice, ...]:
        """Return what is suggested for a setting that can be typed otherwise."""
        found: tuple[ProgressionChoice, ...] = getattr(self, KNOBS[name].suggestions)
        return found

    def offered(self) -> dict[str, tuple[str, ...]]:
        """Return the ids that each setting with choices may hold."""
        return {
            name: tuple(map(id_of, self.choices(name)))
            for name, knob in KNOBS.items()
            if knob.choices
        }

    def instrument(self, name: str) -> InstrumentChoice:
        """Return the instrument of an id that is offered."""
        return next(choice for choice in self.instruments if choice.id == name)

    def find_instrument(self, name: str) -> InstrumentChoice | None:
        """Return the instrument of an id, None for one that is no longer offered."""
        return next((choice for choice in self.instruments if choice.id == name), None)


def at_hand(name: str, options: Options | None) -> tuple[Choice, ...]:
    """Return what can be chosen for a setting; without ``options``, what is offered here anyway."""
    if options:
        return options.choices(name)
    own = Options.model_fields[KNOBS[name].choices]
    return () if own.is_required() else own.default


def id_of(choice: Choice) -> str:
    """Return what stands for a choice in a recipe; a key stands for itself."""
    return choice if isinstance(choice, str) else choice.id


def gather(services: Services) -> Options:
    """Ask every service for its choices; the first of each is the default."""
    scales = services.scales()
    found: dict[str, tuple[Choice, ...]] = {
        "keys": scales.keys,
        "scales": scales.scales,
        "rhythms": services.rhythms().rhythms,
        "time_signatures": services.time_signatures().time_signatures,
        "instruments": services.instruments().instruments,
        "styles": services.styles().styles,
        "feels": FEELS,
        "contours": services.contours().contours,
        "progressions": services.progressions().progressions,
        "phrasings": PHRASINGS,
        "papers": PAPERS,
        "symbols": SYMBOLS,
        "accompaniments": (NO_ACCOMPANIMENT, *_accompaniments(services)),
        "accompanists": ACCOMPANISTS,
        "layouts": LAYOUTS,
    }
    first = {name: id_of(found[knob.choices][0]) for name, knob in KNOBS.items() if knob.choices}
    return Options.model_validate({**found, "defaults": first})


def _accompaniments(services: Services) -> tuple[AccompanimentChoice, ...]:
    """Ask for the patterns; a notes service of before there were any offers none."""
    try:
        return services.notes.get("/v1/accompaniments", AccompanimentChoices).accompaniments
    except UpstreamError:
        return ()
