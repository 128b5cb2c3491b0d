"""Dance tunes in ABC, read strain by strain.

Repeats are not played, and of first and second endings only the first is. A
tune whose metre, key or unit changes is read up to there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from scripts.evaluation import abc_text
from scripts.evaluation.tunes import Form, Note, Tune, in_ticks, mode_of

FEWEST: Final = 12
FEWEST_BARS: Final = 4
STRAIN_BARS: Final = ("||", "|]", "|:", "[|")


class Sound(NamedTuple):
    """A note or a rest (None): its length in quarters, and whether it is tied to the next."""

    length: Fraction
    pitch: int | None
    tied: bool = False


Bar = list[Sound]


@dataclass(frozen=True, slots=True)
class Text:
    """A tune's head, and its lines of music."""

    metre: str
    unit: Fraction
    signed: abc_text.Signature
    body: str


def strains(text: str) -> tuple[Tune, ...]:
    """Read a tune, strain by strain; nothing where it is not plain enough to be read."""
    written = _text(text)
    if written is None:
        return ()
    reader = _Reader(written)
    for token in abc_text.TOKEN.finditer(written.body):
        reader.token(token)
    return _timed(reader.finish(), written.metre)


def _text(text: str) -> Text | None:
    head: dict[str, str] = {}
    body: list[str] = []
    for whole in text.splitlines():
        line = re.sub(r"(?<!\\)%.*$", "", whole)
        field = None if re.match(r"[A-Ga-g]:\|", line) else re.match(r"([A-Za-z]):(.*)$", line)
        if field is None:
            body += [line.rstrip("\\")] if "K" in head else []
        elif field[1] == "V":
            return None
        elif field[1] == "P":
            body += ["||"] if body else []
        elif field[1] in "MLK":
            if body and (field[1] == "L" or head.get(field[1]) != field[2].strip()):
                break
            head[field[1]] = field[2].strip()
    metre, signed = abc_text.metre(head.get("M", "")), abc_text.signature(head.get("K", ""))
    if not (metre and signed and body):
        return None
    usual = "1/16" if Fraction(metre) < Fraction(3, 4) else "1/8"
    return Text(metre, Fraction(head.get("L", usual)) * 4, signed, " ".join(body))


class _Reader:
    """Collects the bars of every strain."""

    def __init__(self, text: Text) -> None:
        self._unit = text.unit
        self._bar_length = Fraction(text.metre) * 4
        self._beats = int(text.metre.split("/")[0])
        self._accidentals = abc_text.Accidentals(text.signed)
        self._strains: list[list[Bar]] = []
        self._bars: list[Bar] = []
        self._bar: Bar = []
        self._tuplet, self._factor = 0, Fraction(1)
        self._broken = Fraction(1)
        self._second = False

    def finish(self) -> list[list[Bar]]:
        """Return all strains, each with its bars."""
        self._close_strain()
        return self._strains

    def token(self, token: "re.Match[str]") -> None:
        """Take one token in."""
        if token["bar"]:
            self._barline(token["bar"], (token["ending"] or "").strip(" []"))
        elif token["volta"]:
            self._close_bar()
            self._second = self._second or token["volta"] == "2"
        elif token["tuplet"]:
            self._tuplet, self._factor = abc_text.tuplet(token["tuplet"], self._beats)
        elif self._second:
            return
        elif token["letter"] or token["chord"]:
            self._sound(token)
        elif token["broken"] and self._bar:
            self._break(token["broken"])
        elif token["tie"] and self._bar:
            self._bar[-1] = self._bar[-1]._replace(tied=True)

    def _barline(self, written: str, ending: str) -> None:
        self._accidentals.forget()
        divides = ":" in written or written in STRAIN_BARS
        if ending.startswith("1"):
            self._close_bar()
        elif ending.startswith("2"):
            self._close_bar()
            self._second = True
        elif self._second and (divides or "||" in written or "]" in written):
            self._second = False
            self._bar = []
            self._close_strain()
        elif divides:
            self._close_strain()
        else:
            self._close_bar()

    def _sound(self, token: "re.Match[str]") -> None:
        note, length = token, abc_text.length(token["length"] or "")
        if token["chord"]:
            *_, note = [None, *abc_text.CHORD_NOTE.finditer(token["chord"])]
            if note is None:
                return
            length = abc_text.length(note["length"]) * abc_text.length(token["chord_length"])
        length *= self._bar_length if note["letter"] == "Z" else self._unit
        if self._tuplet:
            self._tuplet -= 1
            length *= self._factor
        length, self._broken = length * self._broken, Fraction(1)
        silent = note["letter"] in abc_text.SILENT
        self._bar.append(Sound(length, None if silent else self._accidentals.pitch(note)))

    def _break(self, signs: str) -> None:
        """Lengthen the note before and shorten the one after, or the reverse."""
        short = Fraction(1, 2 ** len(signs))
        before, self._broken = (2 - short, short) if signs[0] == ">" else (short, 2 - short)
        self._bar[-1] = self._bar[-1]._replace(length=self._bar[-1].length * before)

    def _close_bar(self) -> None:
        self._bars += [self._bar] if self._bar else []
        self._bar = []

    def _close_strain(self) -> None:
        self._close_bar()
        self._strains += [self._bars] if self._bars else []
        self._bars = []


def _timed(strains: list[list[Bar]], metre: str) -> tuple[Tune, ...]:
    """Lay the strains out in time; measure whether the tune keeps its metre."""
    bar = Fraction(metre) * 4
    lengths = [[sum((sound.length for sound in one), Fraction(0)) for one in s] for s in strains]
    inner = [length for strain in lengths for length in strain[1:-1]]
    every = [length for strain in lengths for length in strain]
    if len(every) < FEWEST_BARS or max(every) > bar or any(length != bar for length in inner):
        return ()
    heard = list(_placed(strains, lengths, bar))
    everything = tuple(note for notes, _ in heard for note in notes)
    if len(everything) < FEWEST or not heard[0][0]:
        return ()
    form = Form(metre, mode_of(everything))
    return tuple(Tune(form, bars, tuple(notes)) for notes, bars in heard if notes)


def _placed(
    strains: list[list[Bar]], lengths: list[list[Fraction]], bar: Fraction
) -> Iterator[tuple[list[Note], int]]:
    """Yield the notes of every strain from its first downbeat, and how many bars it has."""
    for strain, measured in zip(strains, lengths, strict=True):
        upbeat = measured[0] if measured[0] < bar and len(strain) > 1 else Fraction(0)
        end = sum(measured, Fraction(0)) - upbeat
        yield list(_notes([sound for one in strain for sound in one], -upbeat)), -int(-end // bar)


def _notes(sounds: list[Sound], now: Fraction) -> Iterator[Note]:
    begun = now
    held: int | None = None
    for sound, after in zip(sounds, [*sounds[1:], Sound(Fraction(0), None)], strict=True):
        if held is None:
            begun = now
        now += sound.length
        goes_on = sound.tied and after.pitch == sound.pitch
        held = sound.pitch if goes_on else None
        if sound.pitch is not None and not goes_on:
            yield Note(in_ticks(begun), max(1, in_ticks(now - begun)), sound.pitch)
