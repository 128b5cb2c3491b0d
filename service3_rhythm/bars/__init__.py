"""The rhythm of a melody's bars: what is new, what returns, how phrases end, and dice.

What a bar draws comes from streams of its own, so a bar can be composed again
without moving any other. Each line may import from those below it
and from none above.

============ ==================================================================
bar_composer the bars of a melody, one after the other
finishing    what is done to a rhythm at its place: silence, breath, lead
character    what all bars have in common: how busy, how they lead on, how they end
choosing     chooses a cell for a bar
sounding     a melody always has a note
kept         bars that stay as they were
wild         how many beats of a bar the dice throw
dice         bars as dice throw them
silence      no rests, breaths, or more than that
leading      a breath after a phrase, and notes that lead on to the next one
============ ==================================================================
"""
