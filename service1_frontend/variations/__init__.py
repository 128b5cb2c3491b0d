"""Melodies made of melodies, from the stored score alone; knows no Flask and no SQL.

Each line may import from those below it and from none above.

========== ================================================================
harmonies  other chords for the same tune, side by side and heard
twisting   a twist seen, heard, and then kept
recording  what is made of a melody, recorded as one of its own
exchanging one note for another that fits
resetting  another name, tempo, instrument, accompaniment or paper
asked      what is asked for, in the numbers that people count bars by
family     the family tree of a melody, as it is drawn
growing    a longer melody that begins as a shorter one
chording   other chords under the same tune, drawn by chance
rolling    some bars made anew, the others kept as they are
marking    marks of phrases in bars that were made anew
fitting    the pitches of a bar in another rhythm
kinship    which bar still answers which when some are made anew
tune       a stored melody as what composing services are asked to go on from
========== ================================================================
"""
