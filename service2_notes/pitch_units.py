"""The three units in which pitches are counted, by name; each is a whole number.

Figures and their contours hold differences of degrees.
"""

Degree = int
"""A degree of the parent scale above the tune's tonic, which is 0; ``Parent.size`` an octave."""

LadderStep = int
"""A note of the scale itself, counted as ``Ladder`` does: every multiple of its size is a tonic."""

Semitones = int
"""Semitones above a tonic, or between two notes."""
