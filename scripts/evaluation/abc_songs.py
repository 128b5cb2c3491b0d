"""Songs in ABC, read as one melody each.

The Essen collection has a phrase on every line and omits the barline where a
phrase ends with its bar; so bars are counted.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from scripts.evaluation import abc_text
from scripts.evaluation.tunes import Form, Note, Tune, in_ticks, mode_of

FEWEST: Final = 12
MOST_UNEVEN: Final = 1
"""Barlines of a song that may be out of step with its metre."""


def song(text: str) -> tuple[Tune, ...]:
    """Read a song, which is one strain; nothing where it is not plain enough to be read."""
    fields = dict(re.findall(r"(?m)^([MLK]):[ \t]*(.*)$", text))
    signed, metre = abc_text.signature(fields.get("K", "")), abc_text.metre(fields.get("M", ""))
    unit = fields.get("L", "1/8").strip()
    if not (signed and metre and re.fullmatch(r"\d+/\d+", unit)):
        return ()
    body = re.sub(r"(?m)^([A-Za-z]:|%).*$", "", text.split("\nK:", 1)[1].split("\n", 1)[1])
    heard = _Song(signed, Fraction(unit) * 4)
    if not all(heard.token(token) for token in abc_text.TOKEN.finditer(body.replace("\\", ""))):
        return ()
    return _tune(heard, Form(metre, "major"))


class _Song:
    """What has been heard of a song: notes in quarters, and where barlines are."""

    def __init__(self, signed: abc_text.Signature, unit: Fraction) -> None:
        self._accidentals, self._unit = abc_text.Accidentals(signed), unit
        self._now, self._triplet, self._tied = Fraction(0), 0, False
        self.notes: list[tuple[Fraction, Fraction, int]] = []
        self.barlines: list[Fraction] = []

    def token(self, token: "re.Match[str]") -> bool:
        """Take one token in; False for what songs are not written with."""
        if token["bar"]:
            self.barlines.append(self._now)
            self._accidentals.forget()
        elif token["letter"]:
            self._note(token)
        elif token["tie"]:
            self._tied = True
        elif token["tuplet"]:
            self._triplet = 3
            return token["tuplet"].startswith("3")
        return not (token["grace"] or token["inline"] or token["volta"] or token["chord"])

    def _note(self, token: "re.Match[str]") -> None:
        length = abc_text.length(token["length"]) * self._unit
        if self._triplet:
            self._triplet -= 1
            length *= Fraction(2, 3)
        if token["letter"] not in abc_text.SILENT:
            pitch = self._accidentals.pitch(token)
            if self._tied and self.notes and self.notes[-1][2] == pitch:
                onset, before, _ = self.notes[-1]
                self.notes[-1] = (onset, before + length, pitch)
            else:
                self.notes.append((self._now, length, pitch))
            self._tied = False
        self._now += length


def _tune(heard: _Song, form: Form) -> tuple[Tune, ...]:
    bar = Fraction(form.bar, in_ticks(Fraction(1)))
    if len(heard.notes) < FEWEST or not heard.barlines:
        return ()
    upbeat = heard.barlines[0] if heard.barlines[0] < bar else Fraction(0)
    uneven = sum((line - upbeat) % bar != 0 for line in heard.barlines)
    if uneven > MOST_UNEVEN or any(length <= 0 for _, length, _ in heard.notes):
        return ()
    end = max(onset + length for onset, length, _ in heard.notes) - upbeat
    notes = tuple(_rounded(heard.notes, upbeat))
    return (Tune(Form(form.metre, mode_of(notes)), -int(-end // bar), notes),)


def _rounded(notes: list[tuple[Fraction, Fraction, int]], upbeat: Fraction) -> Iterator[Note]:
    for onset, length, pitch in notes:
        yield Note(in_ticks(onset - upbeat), max(1, in_ticks(length)), pitch)
