"""The notes of a melody that are settled first: it makes its way from one to the next."""

from collections.abc import Sequence
from itertools import takewhile

from melodie.chance import Chance
from service2_notes.character import Character
from service2_notes.climax import climax_number
from service2_notes.field import Field
from service2_notes.onsets import BarNotes
from service2_notes.styles import Style


class Goals:
    """Note numbers with the scale steps they are to have."""

    def __init__(self) -> None:
        self._steps: dict[int, int] = {}

    def __getitem__(self, number: int) -> int | None:
        return self._steps.get(number)

    def settle(self, number: int, step: int) -> None:
        """Settle what note ``number`` is to be."""
        self._steps[number] = step

    def give_up(self, number: int) -> None:
        """Let note ``number`` be anything again."""
        self._steps.pop(number, None)

    def run_from(self, number: int, most: int) -> list[int]:
        """Return what note ``number`` and those after it are to be, as far as settled."""
        numbers = takewhile(self._steps.__contains__, range(number, number + most))
        return [self._steps[settled] for settled in numbers]

    def next_from(self, number: int, within: int) -> tuple[int, int] | None:
        """Return how many notes away the next goal is, at most ``within``, and its step."""
        for away in range(1, within + 1):
            step = self._steps.get(number + away)
            if step is not None:
                return away, step
        return None


def draw_goals(
    bars: Sequence[BarNotes], style: Style, character: Character, field: Field, chance: Chance
) -> Goals:
    """Draw what every phrase ends on and where the climax is; the last note is the tonic."""
    onsets = [onset for bar in bars for onset in bar.onsets]
    goals = Goals()
    for number, onset in enumerate(onsets):
        if onset.cadence and bars[onset.bar].copies is None:
            odds = field.close(onset.bar, style.closes[onset.cadence])
            goals.settle(number, chance.weighted(character.candidates, odds))
    highest = climax_number(bars, style, chance)
    if highest is not None and character.climax is not None:
        goals.settle(highest, character.climax)
    goals.settle(len(onsets) - 1, character.home)
    return goals
