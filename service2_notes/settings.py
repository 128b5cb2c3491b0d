"""What the notes service can be told."""

from melodie.settings import Settings


class NotesSettings(Settings):
    """Nothing beyond what every service can be told."""
