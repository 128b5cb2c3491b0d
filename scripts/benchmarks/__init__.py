"""``scripts/bench``: what Mélodie takes in time and memory, on the machine at hand.

Every benchmark is a module with a function ``run`` that takes how many
melodies a long run makes and returns a report to print. It starts what it
needs on the loopback address, is bounded, and compares only figures of the
same run, but for those that it labels as somebody else's.

========= =================================================================
journey   from a recipe to the stored melody, its page and its files
composing a rhythm and its pitches, with tables made before and made anew
engraving a PDF from a cold, a warm and an endless LilyPond
client    a person's way through Mélodie, as requests
measuring medians, memory of processes, tables
========= =================================================================
"""
