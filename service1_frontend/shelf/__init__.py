"""What a shelf is taken away as, and brought back from; knows no Flask and no SQL.

======= ================================================================
taking  all melodies in one file, and how far the making of it is
parts   the files that go into it, made in the background
booklet several melodies' sheet music as one PDF
archive the files of several melodies in one ZIP archive
file    a shelf as a small JSON file, written and read
======= ================================================================
"""
