"""Every file of a melody in one ZIP archive."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from melodie.formats import file_name

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold: the same files give the same archive."""

PACKED: Final = frozenset({"pdf", "png", "mp3"})
"""Formats that are compressed already."""


def bundle(title: str, files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of ``files``, given by their extension and named after ``title``."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for extension, content in files.items():
            member = zipfile.ZipInfo(file_name(title, extension), EPOCH)
            packed = extension in PACKED
            member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            writer.writestr(member, content)
    return archive.getvalue()
