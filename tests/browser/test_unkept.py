"""A database that cannot be written: rolling goes on, and what cannot be kept is had as a file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from playwright.sync_api import Page, expect

from scripts.stack import Stack
from tests.browser.test_wall import told
from tests.browser.visits import WAYS, Visit, Visitor

PATIENCE: Final = 30_000
"""Milliseconds for what waits until the database is given up, which it is after ten seconds."""


@contextmanager
def locked(stack: Stack) -> Iterator[None]:
    """Have nobody else write to the database; everybody may read."""
    with closing(sqlite3.connect(stack.folder.database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def takes(page: Page, link: str) -> str:
    """Follow a link to a file, and return the extension of what is saved."""
    with page.expect_download() as download:
        page.locator(link).first.click()
    return download.value.suggested_filename.rpartition(".")[2]


def test_while_nothing_can_be_written_ideas_are_rolled_and_files_are_offered(
    stack: Stack, visitor: Visitor, visit: Visit, melody: str
) -> None:
    other = visit.go()
    walls = [visitor.visit(**way).go() for way in WAYS.values()]
    melodies = [visitor.visit(**way).go(melody) for way in WAYS.values()]
    with locked(stack):
        # All at once, since each is given up after a while only.
        for page in walls:
            page.locator("#idea-2 [data-keep]").click(no_wait_after=True)
        for page in melodies:
            page.get_by_role("button", name="Only the ending").click(no_wait_after=True)
        other.keyboard.press("r")
        told(other, "Eight new ideas")

        for page in walls:
            unkept = page.locator("#idea-2 [data-unkept] a").first
            expect(unkept).to_be_visible(timeout=PATIENCE)
            expect(page.get_by_text("The library of melodies does not answer.")).to_be_visible()
            assert takes(page, "#idea-2 [data-unkept] a") == "mid"
            heart = page.locator("#idea-2 [data-keep]")
            expect(heart).not_to_have_attribute("aria-busy", "true")
            expect(heart).to_have_attribute("aria-pressed", "false")
        for page in melodies:
            alert = page.get_by_role("alert")
            expect(alert).to_contain_text("could not be kept", timeout=PATIENCE)
            assert takes(page, "[role=alert] a") == "mid"
    for made in visitor.visits:
        made.complaints.clear()  # that it could not be written is what this is about

    for page in walls:
        page.locator("#idea-2 [data-keep]").click()
        expect(page.locator("#idea-2 [data-keep]")).to_have_attribute("aria-pressed", "true")
