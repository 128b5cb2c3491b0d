"""What is kept, and the only place where SQL is written.

============ ==============================================================
melody       one melody, as it is kept
change       ... what made it of another one, where it was made so
melodies     every melody and its files: all SQL queries
families     what was made of what: the family of a melody
shelf        what a shelf is: its secret, what stands on it
shelves      what is put on shelves, taken off and put back
shelf_lists  what stands on a shelf, looked for and listed
models       the tables they are kept in
database     how the database is reached, and whether it answers
migrating    whether the tables are those of this version; ``flask migrate``
migrations   the history of the tables, applied by Alembic
transactions one transaction, and the error where it fails
contents     the bytes of a file, in memory or on disk
file_cache   large files that were made a moment ago
============ ==============================================================
"""
