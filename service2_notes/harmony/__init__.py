"""Chords for a form: what musicians use in each scale, drawn so that cadences arrive.

Each line may import from those below it and from none above.

============ ==================================================================
composing    the chords of a tune: given ones, and drawn ones
drawing      chords drawn so that cadences arrive
twelve       the twelve bars of a blues, which everybody knows
naming       chords by name, spelled for their key
styled       the grammar of a scale as a style uses it
dances       the chords of dances
grammars     which chord goes to which, by scale
grammar      ... what is known of each scale
habits       what a style does with the chords of any scale
heard_chords how well each degree of the scale sounds with a chord
============ ==================================================================
"""
