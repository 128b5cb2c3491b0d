"""The second staff of a piano in LilyPond's language."""

from collections.abc import Iterable, Iterator
from typing import Final

from service4_lilypond.lilypond.music import (
    beam_counts,
    bracket,
    duration_text,
    octave_marks,
    pitch_name,
)
from service4_lilypond.notation.written import Accidental, ChordEvent, Head, StaffBar, Voice

EMPTY: Final = "s"
"""A place where nothing is printed."""


def staff_text(bars: Iterable[StaffBar]) -> Iterator[str]:
    """Yield every bar of a second staff, with its bar check."""
    for bar in bars:
        yield f"{_bar(bar)} | % {bar.number}"


def _bar(bar: StaffBar) -> str:
    if not bar.voices:
        return f"{EMPTY}1*{bar.length}"
    if len(bar.voices) == 1:
        return _voice(bar.voices[0])
    return f"<< {{ {_voice(bar.voices[0])} }} \\\\ {{ {_voice(bar.voices[1])} }} >>"


def _voice(voice: Voice) -> str:
    counts = beam_counts([event.rhythm for event in voice])
    return " ".join(count + _event(event) for count, event in zip(counts, voice, strict=True))


def _event(event: ChordEvent) -> str:
    length = duration_text(event.rhythm.value)
    if not event.heads:
        return ("R" if event.rhythm.fills_bar else "r") + length
    notes = " ".join(map(_head, event.heads))
    notes = f"<{notes}>" if len(event.heads) > 1 else notes
    return f"{notes}{length}{'~' * event.rhythm.tied_to}{bracket(event.rhythm)}"


def _head(head: Head) -> str:
    forced = "!" if head.accidental is Accidental.COURTESY else ""
    return f"{pitch_name(head.pitch)}{octave_marks(head.pitch)}{forced}"
