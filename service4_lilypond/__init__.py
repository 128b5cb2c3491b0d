"""Renders scores as PDF, pictures, MusicXML, LilyPond source, MIDI and audio; owns the instruments.

=========== ==========================================================
app         the Flask app for gunicorn
settings    its settings, and which of them make sense together
routes      the endpoints: instruments, scores as files, the edition
rendering   which module writes which format, and the archive of all
player      a score as somebody wants to hear it, and when what sounds
piano       what of a score is printed: the tune, or all of it for a pianist
bundle      every file of a melody in one ZIP archive
edition     a short mark of all that decides the bytes of a file
instruments the instruments that a melody can be written for
notation    from music to what a copyist writes
layout      where lines break, and how much room things take
lilypond    LilyPond source
musicxml    MusicXML
abc         ABC, which is plain text
svg         pictures for a screen
sound       MIDI and audio
engraving   LilyPond run on that source: PDF and PNG
=========== ==========================================================
"""
