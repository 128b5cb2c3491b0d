"""A score as a picture in SVG, drawn by Verovio from our MusicXML.

======== ==============================================
picture  the picture for a page or a phone
heading  the words above its first line
systems  its systems put together, each drawn by itself
portable the same look in every program that shows SVG
======== ==============================================
"""
