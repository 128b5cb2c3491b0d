"""Turns a score into another: transposed, inverted, turned round, stretched, ornamented.

Each line may import from those below it and from none above. Every twist is a pure
function of the score; chords and the upbeat come along.

=========== ===================================================================
twisting    from a request to a twisted score
table       the twists on offer: one row each
moving      transposes, and changes the scale
turning     inverts, within the scale or exactly
timing      retrograde, augmentation, diminution
sequencing  lets the opening return on other degrees
ornamenting puts notes between others
thinning    leaves notes on the beats alone
harmonising puts other chords under the same tune
fitting     keeps a score within a range
barlines    music without barlines, and drawn through it again
rewriting   a score with its events written anew
repitching  a score with other pitches
chords      chords moved, mirrored, in another scale
degrees     a pitch as a step of the scale, and back
tonics      names of tonics
=========== ===================================================================
"""
