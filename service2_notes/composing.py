"""From a rhythm to its pitches: the story that the notes service tells."""

from collections.abc import Sequence

from melodie.chance import Chance
from melodie.contract import Notes, NotesRequest
from service2_notes.character import draw_character
from service2_notes.contours import contour_named
from service2_notes.dice import Dice
from service2_notes.field import Field
from service2_notes.goals import draw_goals
from service2_notes.keys import key_for
from service2_notes.ladder import Ladder, ladder_in
from service2_notes.line import Line
from service2_notes.melody import Melody, Steps
from service2_notes.onsets import BarNotes, read, spread
from service2_notes.scales import scale_named
from service2_notes.spelling import spell
from service2_notes.styles import style_named


def compose(wanted: NotesRequest) -> Notes:
    """Find a pitch for every note; the same request always gives the same pitches.

    Raises ``InvalidInput`` for a key, a scale, a style or a contour that is not
    offered, and for a range without a tonic.
    """
    scale = scale_named(wanted.scale)
    key = key_for(wanted.key, scale)
    ladder = ladder_in(key.tonic, scale, wanted.lowest, wanted.highest)
    steps = _steps(wanted, ladder, read(wanted.bars, wanted.time_signature))
    return Notes(key=key, bars=spread(wanted.bars, spell(steps, ladder)))


def _steps(wanted: NotesRequest, ladder: Ladder, bars: Sequence[BarNotes]) -> Steps:
    style, contour = style_named(wanted.style), contour_named(wanted.contour)
    if not any(bar.onsets for bar in bars):
        return []
    chance = Chance("notes", wanted.seed)
    # At 50 the style's own shyness of leaps; it doubles towards 0 and halves towards 100.
    character = draw_character(ladder, style, 2 ** (1 - wanted.leaps / 50), chance)
    field = Field(ladder.scale, style, character, contour, len(bars))
    goals = draw_goals(bars, style, character, field, chance)
    line = Line(ladder.scale, style, character, field, chance)
    return Melody(bars, goals, line, Dice(ladder, wanted.wildness / 100, chance)).compose()
