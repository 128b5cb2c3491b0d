"""Every word that people read, made from codes and values.

=========== ================================================================
settings    what a setting is called, and what can be chosen for it
notes       names of notes, pitches, tempi and time signatures
melody      a melody in words: what made it, and what its picture shows
why         why a melody works
lines       a line: its range, its motion, its highest note
over_chords how a melody stands over its chords
form        cadences and returns, and bars as they are numbered
intervals   names of intervals and chords
twists      what can be done to a melody, and what it took
shelf       what stands on a shelf
titles      names for melodies that nobody has named
ideas       ideas in words: what they are made from, what their pictures show
faults      what went wrong, and what is at fault
changes     how one melody was made of another, in words
=========== ================================================================
"""
