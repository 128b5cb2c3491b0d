"""The browser form, the composing of a melody, its page, its files and the SQL behind them.

Each line may import from those below it and from none above.

========== ================================================================
app        puts everything together
web        pages and API: requests in, answers out; the only Flask
shelf      what a shelf is taken away as, and brought back from
ideas      a few bars at a time, eight of them on a wall
variations melodies made of melodies, from the stored score
making     how a melody and its files are made
library    what is kept: melodies, their files; the only SQL
recipes    what a melody is made from, and what there is to choose
services   the three services that a melody is made by
naming     what a service refuses, by the names that people know
settings   the settings of the frontend
========== ================================================================
"""
