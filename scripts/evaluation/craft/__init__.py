"""``scripts/evaluate-melodies --craft``: what jurors name, counted in real tunes and in ours.

For finding faults: a rate that matches is no reason to like a tune.

========= =================================================================
heard     a melody note by note, with its bars and the chords they fit
leaps     leaps that nothing prepares or answers
summit    the highest note
closes    half closes, closes, repose where phrases end
returns   bars that come back, by kind
harmony   chord tones, repeated notes, foreign notes
tables    means over sets of melodies, side by side
========= =================================================================
"""
