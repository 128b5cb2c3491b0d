"""A score as MusicXML 4.0, valid against the W3C's schema.

============ ================================================
document     the whole document: part, bars, attributes
page         its size, and the words above the music
harmony      chords: root, kind, bass and degrees
notes        notes, rests and their marks
second_staff the accompaniment, as a second staff of the part
============ ================================================
"""
