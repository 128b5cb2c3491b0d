"""A melody in words: what made it, and what its picture shows."""

from fractions import Fraction
from itertools import islice
from typing import Final

from melodie.score import Pitch, Score, Tempo, TimeSignature
from service1_frontend.fields import usual
from service1_frontend.melodies import Melody
from service1_frontend.options import Options
from service1_frontend.phrasing import NO_PHRASING, PHRASINGS
from service1_frontend.recipes import Recipe

FIRST_NOTES: Final = 5

NOTE_VALUES: Final = {
    Fraction(1, 2): "half notes",
    Fraction(1, 4): "quarter notes",
    Fraction(1, 8): "eighth notes",
    Fraction(1, 16): "sixteenth notes",
    Fraction(3, 2): "dotted whole notes",
    Fraction(3, 4): "dotted half notes",
    Fraction(3, 8): "dotted quarter notes",
    Fraction(3, 16): "dotted eighth notes",
}
"""Every beat that a tempo may have."""

SIGNS: Final = str.maketrans({"#": "♯", "b": "♭"})

SLIDERS: Final = {
    "density": "Density",
    "syncopation": "Syncopation",
    "repetition": "Repetition",
    "rests": "Rests",
    "leaps": "Leaps",
    "wildness": "Wildness",
}

Row = tuple[str, str]


def recipe_rows(melody: Melody, options: Options | None) -> list[Row]:
    """Return what made a melody as labels and values.

    What shapes every melody is always told, the rest where it is not as usual.
    Without ``options``, or for a choice no longer offered, ids stand for names.
    """
    recipe, score = melody.recipe, melody.score
    return [
        ("Key", with_signs(score.key.tonic)),
        ("Scale", _scale(recipe.scale, options)),
        ("Rhythm", _rhythm(recipe.rhythm, options)),
        ("Time signature", _metre(score.time_signature)),
        ("Tempo", _tempo(score.tempo)),
        ("Bars", str(recipe.bars)),
        ("Instrument", score.instrument.name),
        *_unusual(recipe, options),
        ("Seed", str(recipe.seed)),
        ("Engine", recipe.engine),
    ]


def respelled(melody: Melody, options: Options | None) -> str | None:
    """Say why a melody is not written in the key that was asked for, if it is not."""
    asked, written = melody.recipe.key, melody.score.key.tonic
    if asked == written:
        return None
    scale = _scale(melody.recipe.scale, options).lower()
    return (
        f"{with_signs(asked)} {scale} would need double sharps or flats, so it is written as "
        f"{with_signs(written)} {scale}, which sounds the same."
    )


def out_of_range(melody: Melody, options: Options | None) -> str | None:
    """Say how many notes lie where the instrument is not comfortable, if any does."""
    chosen = options.find_instrument(melody.recipe.instrument) if options else None
    if chosen is None:
        return None
    comfortable = range(chosen.lowest.key_number, chosen.highest.key_number + 1)
    outside = sum(pitch.key_number not in comfortable for pitch in _struck(melody.score))
    if not outside:
        return None
    notes = "One note lies" if outside == 1 else f"{outside} notes lie"
    between = _range(chosen.lowest, chosen.highest)
    return f"{notes} outside the comfortable range of its instrument, which is {between}."


def picture_in_words(melody: Melody, options: Options | None) -> str:
    """Describe the sheet music for those who do not see it."""
    score = melody.score
    scale = _scale(melody.recipe.scale, options).lower()
    bars = "1 bar" if melody.recipe.bars == 1 else f"{melody.recipe.bars} bars"
    return (
        f"Sheet music of a melody in {_spoken(score.key.tonic)} {scale}, "
        f"{score.time_signature} time, {bars}, {_tempo(score.tempo)}, "
        f"for {score.instrument.name}. {_beginning(score)}"
    )


def with_signs(name: str) -> str:
    """Return a note's name as it is printed: ``Bb`` as ``B♭``."""
    return name[0] + name[1:].translate(SIGNS)


def _spoken(name: str) -> str:
    return name.replace("#", " sharp").replace("b", " flat")


def _beginning(score: Score) -> str:
    first = list(islice(_struck(score), FIRST_NOTES))
    if not first:
        return "It is silent throughout."
    notes = ", ".join(f"{_spoken(pitch.name)} {pitch.octave}" for pitch in first)
    return f"It begins with {notes}."


def _struck(score: Score) -> list[Pitch]:
    """Return the pitches that are struck, not those a tie holds on."""
    struck, held = [], False
    for event in (event for bar in score.bars for event in bar.events):
        if event.pitch is not None and not held:
            struck.append(event.pitch)
        held = event.tie
    return struck


def _unusual(recipe: Recipe, options: Options | None) -> list[Row]:
    """Return what was chosen otherwise than the services would have."""
    told = {
        "style": ("Style", _style(recipe.style, options)),
        **{field: (label, f"{getattr(recipe, field)} %") for field, label in SLIDERS.items()},
        "pickup": ("Upbeat", "Yes"),
        "contour": ("Contour", _contour(recipe.contour, options)),
    }
    rows = [row for field, row in told.items() if getattr(recipe, field) != usual(field)]
    if recipe.phrasing != NO_PHRASING:
        rows.append(("Phrase marks", _phrasing(recipe.phrasing)))
    if recipe.lowest or recipe.highest:
        rows.append(("Range", _range(recipe.lowest, recipe.highest)))
    return rows


def _range(lowest: Pitch | None, highest: Pitch | None) -> str:
    if lowest and highest:
        return f"{with_signs(str(lowest))} to {with_signs(str(highest))}"
    return f"From {with_signs(str(lowest))}" if lowest else f"Up to {with_signs(str(highest))}"


def _scale(scale: str, options: Options | None) -> str:
    return _name({c.id: c.name for c in options.scales} if options else {}, scale)


def _rhythm(rhythm: str, options: Options | None) -> str:
    return _name({c.id: c.name for c in options.rhythms} if options else {}, rhythm)


def _style(style: str, options: Options | None) -> str:
    return _name({c.id: c.name for c in options.styles} if options else {}, style)


def _contour(contour: str, options: Options | None) -> str:
    return _name({c.id: c.name for c in options.contours} if options else {}, contour)


def _phrasing(phrasing: str) -> str:
    return _name({c.id: c.name for c in PHRASINGS}, phrasing)


def _name(names: dict[str, str], choice: str) -> str:
    return names.get(choice, choice.replace("_", " ").capitalize())


def _metre(metre: TimeSignature) -> str:
    if len(set(metre.groups)) == 1:
        return str(metre)
    return f"{metre}, counted {' + '.join(map(str, metre.groups))}"


def _tempo(tempo: Tempo) -> str:
    return f"{tempo.bpm} {NOTE_VALUES[tempo.beat_unit]} a minute"
