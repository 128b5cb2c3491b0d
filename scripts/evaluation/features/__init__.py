"""What is measured of a melody, by aspect.

Most are those of MusPy (Dong et al., ISMIR 2020) and of the study of melodic
corpora (Huron; von Hippel; Temperley). Each aspect is a room with a function
that fills a ``Portrait``.

======= ===================================================================
seen    a melody in the arrays that every aspect is measured from
pitch   which notes a melody uses, and how it moves between them
rhythm  when its notes begin, and how long they last
form    what comes back, bar by bar
cadence how it begins, pauses and ends
======= ===================================================================
"""

from collections.abc import Callable, Mapping
from typing import Final

from scripts.evaluation.features.cadence import cadence
from scripts.evaluation.features.form import form
from scripts.evaluation.features.pitch import pitch
from scripts.evaluation.features.rhythm import rhythm
from scripts.evaluation.features.seen import Portrait, Seen

ASPECTS: Final[Mapping[str, Callable[[Seen], Portrait]]] = {
    "cadence": cadence,
    "form": form,
    "pitch": pitch,
    "rhythm": rhythm,
}
