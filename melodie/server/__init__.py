"""How gunicorn serves a service: no client, however slow, holds a thread.

One loop receives and sends for all connections; a thread gets a request when
all of it is there and is free again when the answer is made, not when it is
taken.

=========== ==================================================================
limits      how long and how much a client may take
framing     where a request ends in the bytes that came
connection  a client's connection: what came, what waits to be sent
connections what happens to each connection, from its first byte to its end
registry    every open connection, and how one ends
waits       what the loop waits for, and until when
exchange    one request and its answer, made in steps by threads
refusals    the answers of the server itself, as problems
worker      the gunicorn worker: the loop
=========== ==================================================================
"""
