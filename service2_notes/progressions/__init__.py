"""Chords as people choose them: by a progression's name, as symbols, or as Roman figures.

Each line may import from those below it and from none above.

========= =====================================================================
choosing  what is chosen, as the chords of every bar
fitting   how a named progression is played in a scale
table     progressions that musicians know by name
reading   what is typed, bar by bar
sharing   how several chords share the beats of a bar
figures   one chord as a Roman figure: ``bVII``, ``ii7``, ``V/V``
symbols   one chord as it is typed: ``F#m7/E``, in English or German
suffixes  what stands after a root, in all its spellings
========= =====================================================================
"""
