"""Several melodies' sheet music as one PDF: a list of contents, outline, page numbers."""

import io
from collections.abc import Callable, Sequence
from typing import BinaryIO, Final, NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from melodie.contract import ListLine, ListRequest
from melodie.errors import UpstreamRefused
from melodie.upstream import ODD

LINES_A_PAGE: Final = 48
"""Lines of a list that a page holds, about; how many it is, the list itself tells."""

NUMBER_SIZE: Final = 10
"""Points."""
NUMBER_PLACE: Final = (42.5, 28.3)
"""Points from the right and from the lower edge of a page to its number: 15 and 10 millimetres."""

FONT: Final = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Times-Roman"),
    }
)
"""One of those that every reader of PDF has."""


class Sheet(NamedTuple):
    """One melody's sheet music, as PDF."""

    name: str
    pdf: bytes


PrintList = Callable[[ListRequest], bytes]
"""Prints a list as a PDF."""


def write_booklet(
    into: BinaryIO, title: str, sheets: Sequence[Sheet], print_list: PrintList
) -> None:
    """Write one PDF of all ``sheets`` after their list of contents; pages are numbered from 1.

    Raises ``UpstreamRefused`` for what is no PDF, as only the LilyPond service makes any.
    """
    try:
        _joined(title, sheets, print_list).write(into)
    except PyPdfError as error:
        raise UpstreamRefused(ODD, service="LilyPond") from error


def _joined(title: str, sheets: Sequence[Sheet], print_list: PrintList) -> PdfWriter:
    read = [PdfReader(io.BytesIO(sheet.pdf)) for sheet in sheets]
    lengths = [len(pdf.pages) for pdf in read]
    contents = _contents(title, sheets, lengths, print_list)
    writer = PdfWriter()
    writer.append(contents, outline_item=title)
    for sheet, pdf in zip(sheets, read, strict=True):
        writer.append(pdf, outline_item=sheet.name)
    for number, page in enumerate(writer.pages, start=1):
        _number(page, number)
    writer.add_metadata({"/Title": title})
    return writer


def _contents(
    title: str, sheets: Sequence[Sheet], lengths: Sequence[int], print_list: PrintList
) -> PdfReader:
    """Return the list of contents, which is itself the first pages of what it lists."""
    guessed = -(-len(sheets) // LINES_A_PAGE)
    for _ in range(3):
        lines, page = [], guessed + 1
        for sheet, length in zip(sheets, lengths, strict=True):
            lines.append(ListLine(text=sheet.name, end=str(page)))
            page += length
        made = PdfReader(io.BytesIO(print_list(ListRequest(title=title, lines=tuple(lines)))))
        if len(made.pages) == guessed:
            break
        guessed = len(made.pages)
    return made


def _number(page: PageObject, number: int) -> None:
    """Print the number of a page at its foot."""
    right, low = NUMBER_PLACE
    x, text = float(page.mediabox.right) - right, str(number)
    stamp = PageObject.create_blank_page(None, page.mediabox.width, page.mediabox.height)
    stamp[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/Melodie"): FONT})}
    )
    stream = DecodedStreamObject()
    digits = NUMBER_SIZE / 2 * len(text)
    stream.set_data(
        f"BT /Melodie {NUMBER_SIZE} Tf {x - digits:.1f} {low:.1f} Td ({text}) Tj ET".encode()
    )
    stamp[NameObject("/Contents")] = stream
    page.merge_page(stamp)
