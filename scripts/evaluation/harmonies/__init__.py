"""``scripts/evaluate-harmonies``: how often the chords that people wrote are found.

=========== ===================================================================
reading     tunes with their chords, from files in ABC
finding     the roots that are found, by the model and by simpler ones
chord_tones how often our melodies' notes belong to their chords, beside lead sheets
=========== ===================================================================
"""
