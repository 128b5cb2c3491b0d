"""Every choice and limit a recipe has, gathered from the services that own them."""

from melodie.contract import (
    MAX_SEED,
    ContourChoice,
    InstrumentChoice,
    Message,
    MetreChoice,
    RhythmChoice,
    ScaleChoice,
    StyleChoice,
)
from melodie.score import MAX_BARS, MAX_BPM, MAX_TITLE, MIN_BPM, Tonic
from service1_frontend.fields import usual
from service1_frontend.phrasing import NO_PHRASING, PHRASINGS, PhrasingChoice
from service1_frontend.services import Services


class Range(Message):
    """A whole number from ``least`` to ``most``, both allowed."""

    least: int
    most: int


class Limits(Message):
    """How far each number may go; ``name`` counts characters."""

    name: Range = Range(least=1, most=MAX_TITLE)
    tempo: Range = Range(least=MIN_BPM, most=MAX_BPM)
    bars: Range = Range(least=1, most=MAX_BARS)
    wildness: Range = Range(least=0, most=100)
    rests: Range = Range(least=0, most=100)
    density: Range = Range(least=0, most=100)
    syncopation: Range = Range(least=0, most=100)
    repetition: Range = Range(least=0, most=100)
    leaps: Range = Range(least=0, most=100)
    seed: Range = Range(least=0, most=MAX_SEED)


class Defaults(Message):
    """What a recipe holds where nothing else is said.

    A seed is drawn each time; the range is the instrument's.
    """

    key: str
    scale: str
    rhythm: str
    time_signature: str
    instrument: str
    style: str
    contour: str
    tempo: int = 100
    bars: int = 8
    wildness: int = usual("wildness")
    rests: int = usual("rests")
    density: int = usual("density")
    syncopation: int = usual("syncopation")
    repetition: int = usual("repetition")
    pickup: bool = usual("pickup")
    phrasing: str = NO_PHRASING
    leaps: int = usual("leaps")


class Options(Message):
    """What a melody can be made of."""

    keys: tuple[Tonic, ...]
    scales: tuple[ScaleChoice, ...]
    rhythms: tuple[RhythmChoice, ...]
    time_signatures: tuple[MetreChoice, ...]
    instruments: tuple[InstrumentChoice, ...]
    styles: tuple[StyleChoice, ...]
    contours: tuple[ContourChoice, ...]
    phrasings: tuple[PhrasingChoice, ...] = PHRASINGS
    defaults: Defaults
    limits: Limits = Limits()

    def offered(self) -> dict[str, tuple[str, ...]]:
        """Return the ids that each field of a recipe may hold."""
        return {
            "key": self.keys,
            "scale": tuple(choice.id for choice in self.scales),
            "rhythm": tuple(choice.id for choice in self.rhythms),
            "time_signature": tuple(choice.id for choice in self.time_signatures),
            "instrument": tuple(choice.id for choice in self.instruments),
            "style": tuple(choice.id for choice in self.styles),
            "contour": tuple(choice.id for choice in self.contours),
            "phrasing": tuple(choice.id for choice in self.phrasings),
        }

    def instrument(self, name: str) -> InstrumentChoice:
        """Return the instrument of an id that is offered."""
        return next(choice for choice in self.instruments if choice.id == name)

    def find_instrument(self, name: str) -> InstrumentChoice | None:
        """Return the instrument of an id, None for one that is no longer offered."""
        return next((choice for choice in self.instruments if choice.id == name), None)


def gather(services: Services) -> Options:
    """Ask every service for its choices; the first of each is the default."""
    scales = services.scales()
    rhythms = services.rhythms().rhythms
    metres = services.metres().time_signatures
    instruments = services.instruments().instruments
    styles = services.styles().styles
    contours = services.contours().contours
    return Options(
        keys=scales.keys,
        scales=scales.scales,
        rhythms=rhythms,
        time_signatures=metres,
        instruments=instruments,
        styles=styles,
        contours=contours,
        defaults=Defaults(
            key=scales.keys[0],
            scale=scales.scales[0].id,
            rhythm=rhythms[0].id,
            time_signature=metres[0].id,
            instrument=instruments[0].id,
            style=styles[0].id,
            contour=contours[0].id,
        ),
    )
