"""From music to what a copyist writes, the same for every kind of file.

============= =====================================================================
notation      a score as written bars: the steps below, in their order
written       what is written on the page: pitches, notes, rests and bars
printed_beats the upper number of a time signature as it is printed
bar_rhythm    how the rhythm of one bar is written, without its pitches
segments      a bar's events gathered into what is written together: tuplets, rests
splitting     the values that a note or a rest is split into
beam_groups   which notes go under one beam
beams         the beams over a bar's notes, level by level
accidentals   which notes get an accidental, needed or courteous
second_staff  the accompaniment as a piano's second staff, in one voice or two
phrasing      breath marks and slurs on the heads of tied notes
chords        chord symbols over the bars, each once until another comes
chord_labels  what is printed for a chord: its name, or its figure in the key
fretting      where notes are played on a guitar or a ukulele
transposing   the written pitch and key of a transposing instrument
============= =====================================================================
"""
