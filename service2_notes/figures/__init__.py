"""What one bar can sound like: its onsets and its contour, as real tunes have them.

A figure is the onsets of a bar with a contour: the steps from its first note to each of
its notes. A word (``tables``) is a figure as it was counted in real tunes; a cell is a
part of one, as long as a group of beats or a beat; an idea (``line.ideas``) is the figure
drawn for a bar that says something new.

Each line may import from those below it and from none above.

======== ======================================================================
lexicon  the figures of a style and a metre, by their rhythm
gluing   contours put together from half bars and beats
stepping contours made by weights of single steps
figure   a bar's rhythm and contour
======== ======================================================================
"""
