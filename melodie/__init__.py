"""What the four services of Mélodie must agree on, and nothing else.

A module enters this package only if two services would disagree or break
without it, and it is named for what it is. Tables stay with their owner:
scales in ``service2_notes``, vocabularies and time signatures in ``service3_rhythm``,
instruments in ``service4_lilypond``.

============== =============================================================
score          the melody as frozen values: bars, the score
event          ... notes and rests, and the marks of phrases on them
sounding       ... its notes as they sound, ties joined, numbered
pitch          ... spelled pitches and keys
interval       ... intervals, with a size and a quality
duration       ... durations and tuplets
time_signature ... time signatures, and how beats are grouped
metre          ... how strong a place in a bar is
clef           ... clefs, and the notes on the lines of their staves
tempo          ... beats per minute
form           ... which bar answers which, and where phrases end
harmony        ... chords, and where they stand in a bar
chord_kinds    ... the notes of every kind of chord, and how it is written
accompaniment  ... what is played below a melody
text           ... the words on the page
clusters       text cut into what a reader takes for one character
chance         what is drawn from a seed, alike on every machine
adding         numbers added up, alike on every machine
contract       what the services say to each other, and its JSON
formats        the file formats of a melody, and the names of its files
errors         the exception tree; every error knows its HTTP status
faults         what a validator finds at fault, with codes and parameters
problems       errors as RFC 9457 ``application/problem+json``
service        the app factory: health, problems, request ids, logs, metrics
lengths        ... refuses what is too long before it is read
lenient        ... reads what a sibling of a newer release sends
strict_json    ... reads JSON as RFC 8259 has it, in bounded time
slashes        ... redirects an address with a slash too many
tracing        ... one request id through services, log lines and answers
logs           ... one JSON object per line
metrics        ... Prometheus metrics of requests
upstream       the HTTP client that one service uses to call another
sessions       ... its session
settings       typed settings from the environment, secrets from files
gunicorn       gunicorn's configuration, the same for all services
server         gunicorn's worker: no slow client holds a thread
============== =============================================================
"""

from typing import Final

__version__: Final = "1.0.0"

ENGINE_VERSION: Final = "8"
"""Moves whenever the same recipe would give another score than before."""
