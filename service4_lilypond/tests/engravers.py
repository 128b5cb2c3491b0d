"""Scores for engravers, good and endless, and what engravers do with them."""

import os
import select
from collections.abc import Callable
from contextlib import suppress

from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.warming import warm_up_text

GOOD = warm_up_text()

ENDLESS = "#(let loop () (loop))"

ASLEEP = "#(let loop () (sleep 1000) (loop))"

MakeEngraver = Callable[..., Engraver]


def engraves(engraver: Engraver) -> bool:
    return engraver.engrave(GOOD, [Output.PDF])[Output.PDF].startswith(b"%PDF")


def wait_for_the_end_of(process: int) -> None:
    with suppress(ProcessLookupError):
        select.select([os.pidfd_open(process)], [], [], 60)
