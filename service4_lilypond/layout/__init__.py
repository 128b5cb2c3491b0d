"""Where lines break, and how much room things take, on paper and on a screen.

=========== ================================================
line_breaks how many bars stand on one system
broken_bars bars too wide for a line, cut into parts
text_width  how wide words are, estimated without their font
=========== ================================================
"""
