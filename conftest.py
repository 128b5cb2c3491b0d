"""What all tests share: their surroundings, and no haste.

A property is judged by what it says, not by how fast it was tried. One that needs more
examples, or can do with fewer, says how many.
"""

import os

from hypothesis import settings

from tests.surroundings import inherited

pytest_plugins = ["scripts.testing.plugin"]

for name in inherited(os.environ):
    del os.environ[name]

settings.register_profile("melodie", settings(), deadline=None, max_examples=50)
settings.load_profile("melodie")
