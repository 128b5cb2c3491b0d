"""The browser form, the composing of a melody, its page, its files and the SQL behind them.

========= ==================================================================
app       puts everything below together
pages     the form, a melody's page, its files, and what went wrong
api       the same for programs
forms     what is typed, as a request for a recipe
recipes   everything that decides a melody; ``fields`` checks its parts
options   every choice and limit, gathered from the services; ``shelf`` keeps them at hand
services  the three services that a melody is made by
composing a rhythm, the notes for it, the score they make
studio    where a melody is made and recorded, and its paper begun in the ``background``
files     a melody's files, found or made once: ``concurrency`` and ``single_flight`` say how many
          at a time, ``contents`` and ``file_cache`` hold large ones on disk
serving   a file as an answer, whole or in part (``byte_ranges``), or without being made
melodies  the library: all SQL queries; ``models`` has the tables
database  how SQL is reached, and whether it is ready
wording   a melody in words
========= ==================================================================
"""
