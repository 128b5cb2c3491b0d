"""The pages and the API: requests in, answers out; nothing is decided here.

============ =============================================================
home         the front page: eight ideas and the form
ideas        hearing, keeping, opening and growing one of them
idea_links   the addresses of walls and of ideas
ideas_view   what the front page shows of a wall
kept_ideas   which ideas a visitor has recorded and kept
melodies     making a melody from the form, and a melody's page
variations   making melodies of a melody
note_sounds  what fits in the place of a note, heard before it is chosen
choice_view  what pages show that offer other notes, or one of two melodies
unkept       files of what came of a melody and could not be kept
varied_view  what a page shows of how a melody was varied and can be
roll_forms   what is typed, as a request for a variation
locks        which bars are locked, from page to page
worksheets   several melodies of one recipe on paper, and what they are
shelf        a visitor's shelf
shelf_files  all melodies of a shelf in one file, and how far that is
shelf_view   what the page of a shelf shows
putting      what a visitor makes, keeps or opens, put on their shelf
twists       a melody twisted: seen, heard, kept
files        a melody's files
playing      a melody as it is played, and when what sounds
varied_api   variations for programs
twists_api   twists for programs
api          the same for programs
errors       the page that says what went wrong
forms        what is typed, as a request for a recipe
as_typed     a recipe as it would be typed into the form
heard        what the player on a melody's page needs
melody_view  what a melody's page shows
twist_view   what a twist shows
harmony_view ... other chords for the same tune, side by side
wording      every word that people read, made from codes and values
menus        menus of forms, quickly written
numbers      whole numbers that are typed, or stand in an address
languages    the language of a request, and its catalogue
streaming    a page sent as it is rendered
serving      a file as an answer, whole or in part, or without being made
pictures     a melody's pictures, as part of its page
inline_svg   a picture as part of a page
byte_ranges  the part of a file that a request asks for
addresses    the addresses that people see
assets       our own static files, and Bootstrap
headers      the headers of every answer, and the hosts that are served
mounting     serving under a path
app_state    what the app keeps for its views
============ =============================================================
"""
