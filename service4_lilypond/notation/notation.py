"""A score as written bars, as a copyist writes them: the same for paper and for screen.

Notes are split and tied where the beats ask for it, rests grouped, beams
and tuplet brackets set, pitches and key moved for transposing instruments,
accidentals chosen, phrases marked, chords named. Both the LilyPond and the MusicXML
writer start from here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from melodie.contract import ChordSymbols
from melodie.interval import Interval
from melodie.metre import hierarchy
from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from service4_lilypond.notation.accidentals import with_accidentals
from service4_lilypond.notation.bar_rhythm import written_rhythm
from service4_lilypond.notation.chords import with_chords
from service4_lilypond.notation.phrasing import with_phrasing
from service4_lilypond.notation.second_staff import second_staff
from service4_lilypond.notation.transposing import part_transposition, written_pitch, written_tonic
from service4_lilypond.notation.written import WrittenBar, WrittenPart


def notate(score: Score, symbols: ChordSymbols = "names") -> WrittenPart:
    """Return ``score`` as a player's written part, with its chords as ``symbols`` show them.

    The heads of one sounding note share its number: the third note of the
    melody is ``n3``, and what is tied to it ``n3-2``, ``n3-3``. An accompaniment is
    written below, as it sounds.
    Raises ``InvalidInput`` when a pitch lies beyond what can be written.
    """
    transposition = part_transposition(score)
    tonic, fifths = written_tonic(score, transposition)
    metre = hierarchy(score.time_signature)
    first = 0 if score.bars[0].pickup else 1
    rhythms = (
        WrittenBar(number, written_rhythm(bar, metre))
        for number, bar in enumerate(score.bars, start=first)
    )
    notes = sounding_notes(score)
    pitched = _pitched(rhythms, notes, transposition)
    phrased = with_phrasing(pitched, notes)
    chorded = with_chords(phrased, score, transposition, symbols)
    return WrittenPart(
        tonic=tonic,
        mode=score.key.mode,
        fifths=fifths,
        transposition=transposition,
        bars=with_accidentals(chorded, fifths),
        below=second_staff(score),
    )


def _pitched(
    bars: Iterable[WrittenBar], notes: Iterable[SoundingNote], transposition: Interval
) -> Iterator[WrittenBar]:
    """Yield the bars with pitches and ids, and with heads that a tie leads to marked."""
    heads = rests = 0
    coming = iter(notes)
    note, pitch, held = "", None, False
    for bar in bars:
        events = []
        for event in bar.events:
            if event.pitch is None:
                rests += 1
                events.append(replace(event, id=f"r{rests}"))
            elif held:
                heads += 1
                name = f"{note}-{heads}"
                events.append(replace(event, id=name, pitch=pitch, tied_from=True))
            else:
                sounding = next(coming)
                note, pitch = sounding.id, written_pitch(sounding.pitch, transposition)
                heads = 1
                events.append(replace(event, id=note, pitch=pitch))
            held = event.tied_to
        yield replace(bar, events=tuple(events))
