"""What is common to the tests of players: pressing, waiting, and a tune to hear."""

from fractions import Fraction
from typing import Any, Final

from playwright.sync_api import Page

from melodie.sounding import SoundingNote

TUNE: Final[dict[str, Any]] = {"name": "heard", "bars": 4, "time_signature": "4/4", "tempo": 160}
SYNCOPATED: Final = {"rests": 30, "rhythm": "syncopated", "syncopation": 60, "pickup": False}

STATE: Final = """() => {
    const audio = document.querySelector("audio");
    const place = document.querySelector("[data-place]").textContent;
    return {at: audio.currentTime, paused: audio.paused, src: audio.src, place};
}"""


def is_tied(note: SoundingNote) -> bool:
    """Whether it is written with a tie over the middle of a bar of 4/4."""
    return (
        note.place % Fraction(1, 4) != 0
        and note.place < Fraction(1, 2) < note.place + note.duration
    )


def open_settings(page: Page) -> None:
    page.get_by_text("Tempo, loop").click()


def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(STATE)
    return found


def wait(page: Page, condition: str) -> None:
    """Return when ``condition`` holds of its ``audio``; the policy allows no ``eval``."""
    page.evaluate(f"""() => new Promise((done, fail) => {{
        const audio = document.querySelector("audio");
        setTimeout(() => fail(new Error("never so")), 90_000);
        const look = () => ({condition}) ? done(true) : requestAnimationFrame(look);
        look();
    }})""")


def play(page: Page) -> None:
    page.get_by_role("button", name="Play", exact=True).click()
