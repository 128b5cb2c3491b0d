"""Settings of the notes service, from the environment."""

from melodie.settings import Settings


class NotesSettings(Settings):
    """The settings that every service has, and no others."""
