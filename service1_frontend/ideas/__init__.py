"""Short ideas to choose from, and to go on from; knows no Flask and no SQL.

Each line may import from those below it and from none above.

======== ================================================================
keeping  ideas recorded as melodies, as they are or grown
composer ideas composed: eight at a time, no two alike, or one alone
choosing which of them stand on a wall
arriving ideas that are made ahead of whoever takes them
wall     what a wall is composed from: a recipe and a seed, or an idea
likings  how an idea becomes another that is more or less like it
sources  what an idea is, and what it is composed from
======== ================================================================
"""
