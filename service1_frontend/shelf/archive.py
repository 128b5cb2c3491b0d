"""The files of several melodies in one ZIP archive."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from melodie.formats import file_name
from service1_frontend.library.shelf import Standing
from service1_frontend.shelf import file as shelf_file
from service1_frontend.shelf.parts import Part

PACKED: Final = frozenset({"pdf"})
"""What compressing makes no smaller."""


def write_archive(
    into: BinaryIO, standing: Sequence[Standing], contents: Mapping[Part, bytes]
) -> None:
    """Write an archive of melodies' files, numbered as they stand, and the shelf's own file."""
    places = {one.melody_id: (number, one) for number, one in enumerate(standing, start=1)}
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for part, content in contents.items():
            number, one = places[part.melody_id]
            name = file_name(f"{number:03} {one.name}", part.extension)
            archive.writestr(
                ZipInfo(name), content, None if part.extension in PACKED else ZIP_DEFLATED
            )
        archive.writestr(ZipInfo(shelf_file.NAME), shelf_file.written(standing), ZIP_DEFLATED)
