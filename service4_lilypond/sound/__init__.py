"""A score as sound: MIDI, and audio played with a soundfont.

=============== ==========================================================
midi            the standard MIDI file
midi_signatures ... its time and key signatures
plain_names     ... names in ASCII
audio           WAV and MP3, and where the soundfont is
timeline        when what sounds
rounds          the samples for a player, several rounds in time
synthesis       ... of one round, or of a file
performance     what sounds when
spans           ... which bars
clock           ... when a place of the score is reached
expression      ... as a person plays
velocities      ... how hard a note is struck
backing         ... what an accompaniment sounds like
clicks          ... where a metronome clicks
levels          how much louder it is made
lufs            ... by how loud it is to an ear, and its peaks
room            the room about it
filtering       ... as filters
voices          ... which sample plays which key
fonts           ... of which soundfont, read once
tags            ... title, instrument, and where the sound begins and ends
=============== ==========================================================
"""
