"""Other chords for the same tune."""

from dataclasses import replace

from melodie.contract import HarmoniesRequest
from melodie.score import Score
from service2_notes.harmonising.harmonising import harmonise


def harmonise_anew(score: Score, taste: str) -> Score:
    """Put the chords of a taste under a tune; no note of it moves."""
    found = harmonise(HarmoniesRequest(score=score)).harmonies
    chords = next(harmony.bars for harmony in found if harmony.taste == taste)
    bars = zip(score.bars, chords, strict=True)
    return replace(score, bars=tuple(replace(bar, chords=own) for bar, own in bars))
