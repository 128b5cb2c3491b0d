"""What all tests share: a property is judged by what it says, not by how fast it was tried."""

from hypothesis import settings

settings.register_profile("melodie", settings(), deadline=None)
settings.load_profile("melodie")
