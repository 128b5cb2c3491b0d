"""A score as LilyPond source.

============ ==============================================================
text         the whole source, for paper or for people to edit
card         the beginning of a score as a small page
worksheet    several scores on paper, each under its number
lists        a list on paper, such as the contents of a booklet
page         the words of a page, its margins and running head
qr_code      the QR code at the foot of a page
music        bars, notes and rests
chords       chord symbols: names in chord mode, or figures
frets        diagrams of chords for guitar and ukulele
tablature    a tune as tablature for guitar or ukulele
swing        that eighths are played long and short
second_staff the accompaniment below the tune, for a piano
sounds       LilyPond's names of the sounds of General MIDI
warming      the source that warms a process up, using what most scores use
============ ==============================================================
"""
