"""Rhythms in a line of text, as they are played and as they are written.

Words are note values: ``4.`` a dotted quarter, ``r8`` an eighth rest, ``8~``
an eighth tied to the next, ``8t`` a triplet's eighth, ``16q`` a quintuplet's
sixteenth. In what is written ``[`` and ``]`` are the ends of a beam, ``{``
and ``}`` those of a tuplet, and ``R`` is a rest that fills its bar.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from melodie.duration import Tuplet
from melodie.event import Event
from melodie.pitch import Pitch
from melodie.score import Bar, Score
from melodie.time_signature import TimeSignature
from service4_lilypond.lilypond.music import duration_text
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.written import Beam, WrittenEvent
from tests.builders import a_score, time_signature

TUPLETS = {"t": Tuplet(3, 2), "q": Tuplet(5, 4)}
PITCH = Pitch(4, "B")


def rhythm(
    signature: TimeSignature | str, *bars: str, pickup: bool = False, **overrides: Any
) -> Score:
    """Return a score that plays B4 in these rhythms; ``pickup`` marks the first bar."""
    time = time_signature(signature) if isinstance(signature, str) else signature
    played = [
        Bar(tuple(_event(word) for word in words.split()), pickup=pickup and number == 0)
        for number, words in enumerate(bars)
    ]
    return a_score(played, time_signature=time, **overrides)


def written(score: Score) -> list[str]:
    """Return how each bar is written."""
    return [" ".join(_words(bar.events)) for bar in notate(score).bars]


def values(score: Score) -> list[str]:
    """Return how each bar is written, beams left out."""
    return [bar.replace("[", "").replace("]", "") for bar in written(score)]


def _event(word: str) -> Event:
    tuplet = TUPLETS.get(word.strip("~")[-1])
    number = word.strip("rtq~.")
    duration = Fraction(1, int(number)) * (Fraction(3, 2) if "." in word else 1)
    sounding = duration * tuplet.ratio if tuplet else duration
    return Event(None if word[0] == "r" else PITCH, sounding, word.endswith("~"), tuplet)


def _words(events: tuple[WrittenEvent, ...]) -> Iterator[str]:
    for event in events:
        rest = "" if event.pitch else "R" if event.fills_bar else "r"
        beam = {Beam.BEGIN: "[", Beam.END: "]"}.get(event.beams[0], "") if event.beams else ""
        begin, end = "{" * event.tuplet_begins, "}" * event.tuplet_ends
        yield f"{begin}{rest}{duration_text(event.value)}{'~' * event.tied_to}{beam}{end}"
