"""Settings of the rhythm service, from the environment."""

from melodie.settings import Settings


class RhythmSettings(Settings):
    """The settings that every service has, and no others."""
