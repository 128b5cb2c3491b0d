"""``scripts/evaluate-melodies``: how near composed melodies come to real ones.

The measures are those of the field: the overlapped area of distances within
and between two sets (Yang and Lerch, "On the evaluation of generative models
in music", Neural Computing and Applications 32, 2020), and the area under the
ROC curve of a classifier told to separate them (Lopez-Paz and Oquab,
"Revisiting classifier two-sample tests", ICLR 2017). 0.5 of the latter means
that nobody can tell them apart, 1 that anybody can.

========= =================================================================
abc_text  ABC notation: tokens, keys, lengths
abc_tunes dance tunes in ABC, strain by strain
abc_songs songs in ABC, whole
tunes     a melody as it is measured
steps     heights in steps of the scale
relations what a bar is to an earlier one
sharing   what melodies have in common with single real tunes
corpora   real melodies, from the installed music21, split in two halves
features  what is measured of a melody, one room per aspect
distances overlapped area of two sets
telling   how well a classifier tells two sets apart, and by what
judging   two sets held against each other
samples   melodies of all kinds in the metres and modes of real ones
composed  Mélodie's own, through its services' code
ablations Mélodie without one of its parts
baselines the dice of the first version, and a metrical Markov chain
report    tables
showing   the tables asked for
arguments of command lines that are read alike
counting  the tables that the services compose from
craft     what jurors name, counted
harmonies how often the chords that people wrote are found
jury      blind lists and their scores
========= =================================================================
"""
