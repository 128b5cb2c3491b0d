"""How a melody and its files are made; knows no Flask and no SQL.

============= ===========================================================
composing     a rhythm, the notes for it, the score they make
joining       ... a rhythm and its notes as bars
phrasing      phrases marked in the score
accompanying  the accompaniment of a score, as a recipe asks for it
clefs         the clef that a melody is read in
maker         makes and records a melody, and begins its first files
analyses      how melodies are made, as the notes service tells it
files         a melody's files, found or made once
file_request  ... one of them as it is asked for
worksheets    several melodies of one recipe on one sheet
printing      ... printed in the background
rendering     what is not recorded, as a file
sounds        a score as it is played, found or made once
concurrency   how much is done at a time
single_flight what several ask for at the same time is done once
unkept        files between being made and being kept
recent        what was used a moment ago, at hand
background    what is done after the answer
============= ===========================================================
"""
