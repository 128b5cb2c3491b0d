"""Finds chords for a melody that exists, by a hidden Markov model, in three tastes.

Each line may import from those below it and from none above.

=========== ===============================================================
harmonising three harmonisations of a score
rolling     other chords than a score has, by chance
closing     how a harmonisation comes home
barwise     which chords a bar has, and how far they are others
searching   the most likely way through a model (Viterbi, 1967)
drawing     a way through a model by chance, each as often as it is likely
modelling   a taste as a model: which chords, and how they follow each other
listening   a score as the model hears it: what sounds in each half bar
tastes      the chords of each taste, by scale
roman       chords written as Roman figures
counts      how chords move and what is sung over them, counted in songs
=========== ===============================================================
"""
