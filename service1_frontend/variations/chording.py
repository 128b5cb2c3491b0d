"""Other chords under the same tune, drawn by chance."""

from dataclasses import replace

from melodie.contract import HarmonyRollRequest
from melodie.errors import InvalidInput
from melodie.score import Score
from service1_frontend.making.accompanying import has_chords
from service1_frontend.services import Services
from service1_frontend.variations.rolling import Roll
from service1_frontend.variations.tune import Tune


def rechorded(tune: Tune, wanted: Roll, services: Services) -> Score:
    """Return the score over other chords in the bars that are asked for; no note of it moves.

    It has no accompaniment, as that would be one of what is no more. The same roll of the
    same score always gives the same. Raises ``InvalidInput`` for a melody without chords and
    where nothing else is found that fits, and an ``UpstreamError``.
    """
    score = replace(tune.score, accompaniment=None)
    if not has_chords(score):
        raise InvalidInput.of("what", "there are no chords to roll", "no_chords_to_roll")
    kept = tuple(number for number in range(len(score.bars)) if number not in wanted.bars)
    asked = HarmonyRollRequest(score=score, kept=kept, seed=wanted.seed)
    found = zip(score.bars, services.roll_harmony(asked).bars, strict=True)
    return replace(score, bars=tuple(replace(bar, chords=chords) for bar, chords in found))
