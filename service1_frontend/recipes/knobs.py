"""What a setting of a recipe is to people: where it stands, what it is called, how it is set."""

from dataclasses import KW_ONLY, dataclass
from typing import Any, Final, Literal, NamedTuple

Control = Literal["text", "suggested", "pitch", "menu", "number", "digits", "slider", "tick"]
"""How a setting is set: ``digits`` are a number without a stepper, such as a seed."""

INSTRUMENTS: Final = "instrument\N{RIGHT SINGLE QUOTATION MARK}s"
"""What is shown for an end of a range that is left open."""

AS_LEFT_OUT: Final = object()
"""The default is what a stored recipe means by leaving the field out."""


class Group(NamedTuple):
    """Settings that stand together; those that are ``folded`` are seen when asked for."""

    id: str
    title: str
    folded: bool = True
    titled: bool = True
    """Whether the title is printed; screen readers always read it."""


GROUPS: Final = (
    Group("melody", "The melody", folded=False, titled=False),
    Group("time", "Its time", folded=False, titled=False),
    Group("instrument", "Its instrument", titled=False),
    Group("feel", "Feel"),
    Group("line", "Line"),
    Group("chance", "Chance"),
    Group("page", "Page"),
)
"""In the order of the form."""


@dataclass(frozen=True, slots=True)
class Knob:
    """A setting of a recipe; it annotates the field of ``Recipe`` that holds it.

    Name, type and limits are the field's own. ``group`` is the id of one of
    ``GROUPS``. The services that compose take every setting that their request
    has a field of the same name for.
    """

    group: str
    label: str
    help: str = ""
    _: KW_ONLY
    control: Control = "slider"
    """Always a menu where there are ``choices``."""
    choices: str = ""
    """The field of ``Options`` that says what can be chosen; the first is the default."""
    suggestions: str = ""
    """The field of ``Options`` that lists what can be typed, beside what else can."""
    explained: bool = False
    """Whether the descriptions of the choices are the help."""
    default: Any = AS_LEFT_OUT
    """What is taken where nothing is said, if that is not what the field's default says."""
    unit: str = "%"
    slider: tuple[int, int] | None = None
    """What is worth sliding through, where that is less than the limits."""
    empty: str = ""
    """What stands where nothing is typed."""
    heading: str = ""
    """What it is called on a melody's page, if not as on the form."""

    def __post_init__(self) -> None:
        if self.choices:
            object.__setattr__(self, "control", "menu")
