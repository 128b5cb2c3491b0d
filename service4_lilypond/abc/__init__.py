"""A score as ABC, the notation of traditional music in plain text (standard 2.1).

======== ===================================================
document the tune: its fields, and its music line by line
notes    notes, rests and the chords before them
======== ===================================================
"""
