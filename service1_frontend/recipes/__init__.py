"""What a melody is made from, and what there is to choose; knows no Flask and no SQL.

============= ===========================================================
recipe        everything that decides a melody; each field is one row
knobs         what a field of it is to people: its group, its words, its control
request       a recipe as it is asked for
derived       messages whose fields follow from those of the recipe
completing    what was left out filled in, what was chosen checked
blame         whose fault it is when a service refuses
types         the types of its fields, each with its check
phrasings     the ways to show phrases
accompanists  who plays an accompaniment
layouts       what is printed of a melody
feels         how its eighths are played
papers        the sizes of paper
symbols       the ways to show chords over the staff
chord_texts   how many bars of chords a text has, and what it names
rows          rows of a choice, looked up by what a recipe says
options       every choice and limit, gathered from the services
options_cache the options kept at hand while a service is away
============= ===========================================================
"""
