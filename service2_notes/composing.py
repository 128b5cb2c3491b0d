"""From a rhythm to its pitches: the story that the notes service tells."""

from melodie.contract import Notes, NotesRequest
from service2_notes.chance import Chance
from service2_notes.dice import faces, throw
from service2_notes.keys import key_for
from service2_notes.ladder import Ladder, ladder_in
from service2_notes.onsets import count_onsets, spread
from service2_notes.scales import scale_named
from service2_notes.walk import first, following, last


def compose(wanted: NotesRequest) -> Notes:
    """Find a pitch for every note; the same request always gives the same pitches.

    Raises ``InvalidInput`` for a key or a scale that is not offered, and for a
    range without a tonic.
    """
    scale = scale_named(wanted.scale)
    key = key_for(wanted.key, scale)
    ladder = ladder_in(key.tonic, scale, wanted.lowest, wanted.highest)
    steps = _steps(ladder, count_onsets(wanted.bars), wanted.wildness / 100, Chance(wanted.seed))
    pitches = [None if step is None else ladder.pitch(step) for step in steps]
    return Notes(key=key, bars=spread(wanted.bars, pitches))


def _steps(ladder: Ladder, count: int, wildness: float, chance: Chance) -> list[int | None]:
    """Mix the walk and the dice: ``wildness`` is how often the dice decide."""
    options = faces(ladder)
    steps: list[int | None] = []
    place = first(ladder, chance)
    for number in range(count):
        if chance.happens(wildness) and (number < count - 1 or wildness >= 1):
            thrown = throw(options, chance)
            place = place if thrown is None else thrown
            steps.append(thrown)
            continue
        if number == count - 1:
            place = last(ladder, place)
        elif number:
            place = following(ladder, place, chance)
        steps.append(place)
    return steps
