"""Tunes that tests say in a few letters."""

from scripts.evaluation.tunes import BARS, Form, Note, Tune

QUARTER = 24


def a_tune(bars: str, metre: str = "4/4", mode: str = "major") -> Tune:
    """Return a tune of bars such as ``C2 z E | D4``: letters from middle C up, with quarters.

    The last bar is repeated up to the eighth; lower-case letters are an octave above.
    """
    written = bars.split("|")
    written += written[-1:] * (BARS - len(written))
    form = Form(metre, mode)
    notes: list[Note] = []
    for number, bar in enumerate(written):
        now = number * form.bar
        for word in bar.split():
            length = round(float(word[1:] or 1) * QUARTER)
            if word[0] != "z":
                notes.append(Note(now, length, _pitch(word[0])))
            now += length
    return Tune(form, BARS, tuple(notes))


def _pitch(letter: str) -> int:
    return 60 + (0, 2, 4, 5, 7, 9, 11)["CDEFGAB".index(letter.upper())] + 12 * letter.islower()
