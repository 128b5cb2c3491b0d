"""A twist in words: what it is called, and what it took to keep it within a range."""

from collections.abc import Mapping
from typing import Final

from melodie.contract import TwistChoice, TwistOption
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.library.change import Change
from service1_frontend.variations.twisting import Outcome
from service1_frontend.web.languages import gettext, ngettext, pgettext
from service1_frontend.web.wording.form import BarNumbers
from service1_frontend.web.wording.notes import with_signs

KEYS: Final = "transpose_to_key"
SCALES: Final = "change_scale"

KEPT: Final[Mapping[str, str]] = {
    KEYS: "Transposed to %(key)s",
    "transpose_by_interval": "Transposed",
    SCALES: "In another scale: %(scale)s",
    "invert_within_scale": "Inverted within the scale",
    "invert_exactly": "Inverted exactly",
    "retrograde": "From the end to the beginning",
    "augment": "Augmented",
    "diminish": "Diminished",
    "sequence": "With a sequence",
    "ornament": "Ornamented",
    "thin_out": "Thinned out",
    "harmonise": "Over other chords",
}
"""What a twist has made of a melody, for what is named by its change alone."""


def twist_name(choice: TwistChoice) -> str:
    """Return what a twist is called."""
    return pgettext("twist", choice.name)


def twist_about(choice: TwistChoice) -> str:
    """Return what a twist does."""
    return pgettext("twist", choice.description)


def option_name(choice: TwistChoice, option: TwistOption) -> str:
    """Return what one way to do a twist is called: a key and a scale as everywhere else."""
    if choice.id == KEYS:
        return with_signs(option.name)
    return pgettext("scale" if choice.id == SCALES else choice.id, option.name)


def moved_in_words(outcome: Outcome) -> list[str]:
    """Say what was moved by octaves to stay within the range, and what was left off, if any."""
    said = []
    if outcome.octaves:
        octaves = abs(outcome.octaves)
        higher, lower = (
            (
                "All of it is an octave higher, to stay in its instrument's range.",
                "All of it is %(octaves)s octaves higher, to stay in its instrument's range.",
            ),
            (
                "All of it is an octave lower, to stay in its instrument's range.",
                "All of it is %(octaves)s octaves lower, to stay in its instrument's range.",
            ),
        )
        one, many = higher if outcome.octaves > 0 else lower
        said.append(ngettext(one, many, octaves, octaves=octaves))
    if outcome.folded:
        said.append(
            ngettext(
                "One note is in another octave than the rest, for want of room: in bar %(bars)s.",
                "%(notes)s notes are in another octave than the rest, for want of room: "
                "in bars %(bars)s.",
                len(outcome.folded),
                notes=len(outcome.folded),
                bars=BarNumbers(outcome.score).listed(_bars(outcome)),
            )
        )
    if _is_marked(outcome.parent.score) and not _is_marked(outcome.score):
        said.append(
            gettext("Slurs and breath marks are left off: the phrases of this melody aren't known.")
        )
    return said


def _is_marked(score: Score) -> bool:
    return any(event.slur or event.breath for bar in score.bars for event in bar.events)


def _bars(outcome: Outcome) -> list[int]:
    """Return the bars of folded notes."""
    notes = sounding_notes(outcome.score)
    return sorted({notes[number - 1].bar for number in outcome.folded})


def twist_kept(change: Change) -> str:
    """Say which twist made a melody of its parent."""
    option = str(change.told.get("option", ""))
    scale = pgettext("scale", option.replace("_", " ").capitalize())
    said = KEPT.get(change.what or "", "Twisted")
    return gettext(said, key=with_signs(option or "C"), scale=scale)
