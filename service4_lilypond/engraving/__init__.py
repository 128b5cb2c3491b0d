"""LilyPond, run on text that is not trusted: confined, within limits, a few at a time.

It knows no music: it takes LilyPond source, and gives the bytes of a file.

=========== =============================================================
engraver    the worker pool behind its concurrency limit
concurrency how many engrave at once, how many wait; the rest are refused
slots       a slot of the pool: keeps one warm worker, and replaces it
worker      a LilyPond process that engraves one score after another;
            the one module that starts any; scheme/ is what runs in it
startup     the command and the environment that a worker starts with
scheme_text ... values as Scheme reads them
lines       the lines sent to a worker, and its answers in time
pipes       named pipes for what it writes, no more than a limit
endings     how a job ended, and the error that says so
finishing   PDF without its date, PNG with its resolution
=========== =============================================================
"""
