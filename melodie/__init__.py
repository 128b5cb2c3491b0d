"""What the four services of Mélodie must agree on, and nothing else.

A module enters this package only if two services would disagree or break
without it, and it is named for what it is. Tables stay with their owner:
scales in ``service2_notes``, vocabularies and metres in ``service3_rhythm``,
instruments in ``service4_lilypond``.

========== ==============================================================
score      the melody as frozen values: events, bars, the score
pitch      ... spelled pitches and keys
metre      ... durations, tuplets, metres and tempi
text       ... the words on the page
chance     what is drawn from a seed, alike on every machine
contract   what the services say to each other, and its JSON
formats    the files a melody can be taken away as
errors     the exception tree; every error knows its HTTP status
problems   errors as RFC 9457 ``application/problem+json``
service    the app factory: health, problems, request ids, logs, metrics
upstream   the HTTP client that one service uses to call another
settings   typed settings from the environment, secrets from files
========== ==============================================================
"""

from typing import Final

__version__: Final = "1.0.0"

ENGINE_VERSION: Final = "3"
"""Moves whenever the same recipe would give another score than before."""
