"""Who plays an accompaniment: the sounds that a recipe can ask for, and none at all."""

from typing import Final

from melodie.contract import AccompanimentChoice, Message
from service1_frontend.recipes.rows import row_of

NO_ACCOMPANIMENT: Final = AccompanimentChoice(
    id="none", name="None", description="The tune is heard and printed alone."
)
"""What stands before the patterns of the notes service, as the default."""


class AccompanistChoice(Message):
    """The General MIDI programs of the chords and, where that is another, of the bass."""

    id: str
    name: str
    description: str
    program: int
    bass_program: int | None = None


def _row(
    name: str, label: str, description: str, program: int, bass: int | None = None
) -> AccompanistChoice:
    return AccompanistChoice(
        id=name, name=label, description=description, program=program, bass_program=bass
    )


ACCOMPANISTS: Final = (
    _row("piano", "Piano", "Both hands.", 0),
    _row("piano_and_bass", "Piano and double bass", "A plucked bass below the piano.", 0, 32),
    _row("electric_piano", "Electric piano", "With a bass guitar.", 4, 33),
    _row("nylon_guitar", "Guitar, nylon strings", "All on one guitar.", 24),
    _row("steel_guitar", "Guitar, steel strings", "With a double bass.", 25, 32),
    _row("strings", "Strings", "A string orchestra.", 48),
    _row("organ", "Organ", "A church organ, its pedals for the bass.", 19),
    _row("accordion", "Accordion", "Both hands.", 21),
    _row("harp", "Harp", "Both hands.", 46),
)
"""What a recipe can ask for; the first is the default."""


def accompanist_of(wanted: str) -> AccompanistChoice:
    """Return the row of this id; the default for one that only a newer release offers."""
    return row_of(ACCOMPANISTS, wanted)
