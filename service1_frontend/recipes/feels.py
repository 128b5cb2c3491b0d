"""How eighths are played, as a recipe can ask for it."""

from collections.abc import Sequence
from typing import Final, Literal

from melodie.contract import Message, StyleChoice
from melodie.score import Feel
from melodie.time_signature import TimeSignature
from service1_frontend.recipes.rows import row_of

AUTO_FEEL: Final = "auto"


class FeelChoice(Message):
    """A way to play eighths."""

    id: Feel | Literal["auto"]
    name: str
    description: str


FEELS: Final = (
    FeelChoice(id=AUTO_FEEL, name="As in the style", description="Blues is swung."),
    FeelChoice(id="straight", name="Straight", description="Two on a beat are alike."),
    FeelChoice(id="swung", name="Swung", description="Of two on a beat, the first is longer."),
)
"""What a recipe can ask for; the first is the default."""


def feel_of(wanted: str, style: str, styles: Sequence[StyleChoice], time: TimeSignature) -> Feel:
    """Return how eighths are played where ``wanted`` is asked for in a ``style``.

    In a metre whose beats do not divide in two they are straight, whatever is asked for.
    """
    row = row_of(FEELS, wanted).id
    swung = any(one.swung for one in styles if one.id == style) if row == "auto" else row == "swung"
    return "swung" if swung and time.can_swing else "straight"
