"""Draws the form of a melody: sections, what they are made of, and what comes back."""

from dataclasses import replace
from typing import Final

from melodie.chance import Chance
from service3_rhythm.form.ideas import IDEA, IDEAS, OWN_IDEAS
from service3_rhythm.form.notation import read
from service3_rhythm.form.plan import BarPlan
from service3_rhythm.form.repetition import varied
from service3_rhythm.form.returns import bent, ended, lengthened, returning, shifted
from service3_rhythm.form.rows import BRIDGES, FORMS, Rows
from service3_rhythm.form.sections import SECTION, Section, divide
from service3_rhythm.form.strains import draw_strain

DANCE: Final = "dance"
QUATRAIN: Final = 16
AT_ONCE: Final = 0.6
"""How often sixteen bars are one section of four lines, and not two of eight bars."""
COUNTED: Final = 0.6
"""How often a strain of a dance is drawn from counts, and not one whose second half departs."""
BRIDGE_WHOLE: Final = 8
CUT_AT: Final = 4
"""The bar of a bridge from which on some may be left out."""


def draw_form(name: str, phrase: int, bars: int, repetition: float, seed: int) -> list[BarPlan]:
    """Draw the form of ``bars`` bars after the rows ``name``.

    Inner phrases have ``phrase`` bars; ``repetition`` from 0 to 1 is how much comes
    back, 0.5 what the rows have. A melody ends with a final cadence, but an idea of up
    to ``IDEA`` bars may go on, or pause.
    """
    chance = Chance("form", seed)
    plans = _Form(name, phrase, chance).draw(bars)
    if bars > IDEA or plans[-1].cadence == "section":
        plans = ended(plans, "final")
    return bent(varied(plans, repetition, seed))


class _Form:
    def __init__(self, name: str, phrase: int, chance: Chance) -> None:
        self._name, self._rows = name, FORMS[name]
        self._ideas = OWN_IDEAS.get(name, IDEAS)
        self._phrase, self._chance = phrase, chance
        whole = max((length for length in self._rows if length != QUATRAIN), default=SECTION)
        self._whole = max(SECTION, whole)

    def draw(self, bars: int) -> list[BarPlan]:
        if bars <= IDEA:
            return list(read(self._one_of(self._ideas[bars]), self._phrase))
        whole = self._whole if bars >= self._whole else SECTION
        if bars < SECTION or (bars == QUATRAIN in self._rows and self._chance.happens(AT_ONCE)):
            return list(self._section(bars))
        plans: list[BarPlan] = []
        known: dict[str, list[tuple[int, list[BarPlan]]]] = {}
        for section in divide(bars, whole, self._chance):
            heard = known.setdefault(section.letter, [])
            if heard:
                start, first = heard[0]
                made = returning(start, first, section.length, len(heard), self._chance)
            else:
                made = shifted(self._stated(section), len(plans))
            heard.append((len(plans), made))
            plans += made
        return plans

    def _stated(self, section: Section) -> list[BarPlan]:
        if not section.bridge:
            return list(self._section(section.length))
        return self._bridge(section.length)

    def _section(self, length: int) -> list[BarPlan]:
        if length == SECTION and self._name == DANCE and self._chance.happens(COUNTED):
            return list(draw_strain(self._chance))
        if length in self._rows:
            return list(read(self._one_of(self._rows[length]), self._phrase))
        whole = self._whole if length > self._whole else SECTION
        return lengthened(self._section(whole), length)

    def _bridge(self, length: int) -> list[BarPlan]:
        size = length if length == CUT_AT else BRIDGE_WHOLE
        row = self._one_of(tuple(row for row in BRIDGES if len(row[1].split()) == size))
        tokens = row.split()
        kept = tokens if length >= size else [*tokens[:CUT_AT], *tokens[CUT_AT - length :]]
        bridge = lengthened(read(" ".join(kept), self._phrase), length)
        return [replace(plan, job="departure") if plan.job == "open" else plan for plan in bridge]

    def _one_of(self, rows: Rows) -> str:
        return self._chance.weighted([row for _, row in rows], [odds for odds, _ in rows])
