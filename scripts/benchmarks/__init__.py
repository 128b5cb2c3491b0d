"""``scripts/bench``: what Mélodie takes in time and memory, on the machine at hand.

Every benchmark is a module with a function ``run`` that takes ``Amounts``
and returns a report to print. It starts what it
needs on the loopback address, is bounded, and compares only figures of the
same run, but for those that it labels as somebody else's.

============= ==============================================================
journey       from a recipe to the stored melody, its page and its files
thirty        thirty clients at a time, and many more: how long each waits, who is refused
composing     a rhythm and its pitches, with tables made before and made anew
engraving     a PDF from a cold, a warm and an endless LilyPond
soak          thousands of scores in a row: what hangs, fails or leaks
load          hundreds of clients at a time: who is served, who refused, how fast
slow_clients  how long others wait beside clients that take their time
amounts       how much each of them does
lilyponds     LilyPond cold and warm, and what either costs
scores        scores to engrave
first_version what the first version did for its one bar
crowd         clients that all ask at the same time
client        a person's way through Mélodie, as requests
door          the edge before one frontend
slow          clients that take their time
measuring     medians, memory of processes, tables
============= ==============================================================
"""
