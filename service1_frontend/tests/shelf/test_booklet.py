from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from melodie.contract import ListRequest
from melodie.errors import UpstreamRefused
from service1_frontend.shelf.booklet import LINES_A_PAGE, Sheet, write_booklet
from service1_frontend.tests.little_files import a_pdf


def printed(lengths: list[int], lines_a_page: int) -> tuple[PdfReader, list[tuple[str, str]]]:
    """A booklet of sheets of so many pages each, and its contents as they were printed last."""
    asked: list[ListRequest] = []

    def print_list(wanted: ListRequest) -> bytes:
        asked.append(wanted)
        return a_pdf(-(-len(wanted.lines) // lines_a_page))

    into = BytesIO()
    sheets = [Sheet(f"tune {n}", a_pdf(length)) for n, length in enumerate(lengths, start=1)]
    write_booklet(into, "Ma tablette — 雨", sheets, print_list)
    return PdfReader(into), [(line.text, line.end) for line in asked[-1].lines]


def number(page: PageObject) -> str:
    return page.extract_text().strip()


@pytest.mark.parametrize("lines_a_page", [LINES_A_PAGE, 10, 60])
@pytest.mark.parametrize("lengths", [[1], [1, 2, 1], [3] * 50])
def test_the_contents_name_the_page_where_each_melody_begins(
    lengths: list[int], lines_a_page: int
) -> None:
    booklet, contents = printed(lengths, lines_a_page)

    first = -(-len(lengths) // lines_a_page)
    begins = [first + sum(lengths[:n]) + 1 for n in range(len(lengths))]
    assert contents == [(f"tune {n}", str(page)) for n, page in enumerate(begins, start=1)]
    assert len(booklet.pages) == first + sum(lengths)
    assert [number(page) for page in booklet.pages] == [
        str(n) for n in range(1, len(booklet.pages) + 1)
    ]
    places = [booklet.get_destination_page_number(one) for one in booklet.outline]  # type: ignore[arg-type]
    assert places == [0, *(page - 1 for page in begins)]


def test_a_booklet_bears_its_title() -> None:
    booklet, _ = printed([1], LINES_A_PAGE)

    assert booklet.metadata
    assert booklet.metadata.title == "Ma tablette — 雨"


@pytest.mark.parametrize("odd", [b"", b"made", b"%PDF", a_pdf()[:200]])
@pytest.mark.parametrize("where", ["sheet", "contents"])
def test_what_is_no_pdf_is_the_fault_of_who_made_it(odd: bytes, where: str) -> None:
    sheet, contents = (odd, a_pdf()) if where == "sheet" else (a_pdf(), odd)

    with pytest.raises(UpstreamRefused, match="LilyPond service gave an odd answer"):
        write_booklet(BytesIO(), "Mine", [Sheet("tune", sheet)], lambda _: contents)
