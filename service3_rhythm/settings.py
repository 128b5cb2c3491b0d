"""What the rhythm service can be told."""

from melodie.settings import Settings


class RhythmSettings(Settings):
    """Nothing beyond what every service can be told."""
