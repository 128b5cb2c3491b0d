"""What a musician waits for in a browser: to see the first idea, to hear what is pressed.

Chromium runs without a window, beside the services on the same machine, and nothing else asks
them. Every wall is new and every visit a first one, so nothing of it is at hand. Sound is
taken to begin when the player's clock does; what a sound card adds is not in it. A note is
taken to be lit in the first frame that shows it so.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from math import inf
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import requests

from scripts import chromium
from scripts.benchmarks import in_page
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table
from scripts.benchmarks.wall import wall_address
from scripts.stack import Stack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WITHOUT: Final = "not measured: it takes Chromium and Playwright, which scripts/test installs"
VISITS: Final = 20
WARM_UP: Final = 2
ROUNDS: Final = 3
RECIPE: Final = {"name": "heard", "bars": 8, "tempo": 160, "time_signature": "4/4", "seed": 7}


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure visits to the wall, presses of play, and the lights of a melody that is heard."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only tests bring it
    except ImportError:
        return WITHOUT
    if (path := chromium.path()) is None:
        return WITHOUT
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        Stack(Path(folder)) as stack,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        rows = [*_walls(browser, stack), *_presses(browser, stack), *_lights(browser, stack)]
        browser.close()
    return table(("milliseconds", "median", "95 %", "most", "owed"), rows)


def _walls(browser: "Browser", stack: Stack) -> Iterator[tuple[str, ...]]:
    times = [_shown(browser, wall_address(stack.base_url, seed)) for seed in range(VISITS)]
    first_byte, last_byte, first, last = zip(*times[WARM_UP:], strict=True)
    yield _row("first byte of a new wall", first_byte)
    yield _row("last byte: all eight composed", last_byte, "400")
    yield _row("the first idea is seen", first, "500")
    yield _row("all eight are seen", last)


def _shown(browser: "Browser", address: str) -> list[float]:
    with browser.new_context() as context:
        context.add_init_script(f"({in_page.SHOWN})()")
        page = context.new_page()
        page.goto(address)
        times: list[float] = page.evaluate(in_page.TOLD)
        return times


def _presses(browser: "Browser", stack: Stack) -> Iterator[tuple[str, ...]]:
    def idea(page: "Page", number: int) -> str:
        page.goto(wall_address(stack.base_url, 1000 + number))
        return "#idea-1 [data-hear]"

    def melody(page: "Page", number: int) -> str:
        page.goto(_made(stack, seed=number))
        page.evaluate(in_page.READY)
        return "[data-play]"

    places: dict[str, Callable[[Page, int], str]] = {"an idea": idea, "a melody": melody}
    for named, place in places.items():
        times = [_heard(browser, place, number) for number in range(VISITS)]
        yield _row(f"from the press of play to the sound of {named}", times[WARM_UP:], "300")


def _heard(browser: "Browser", place: "Callable[[Page, int], str]", number: int) -> float:
    with browser.new_context() as context:
        page = context.new_page()
        button = page.locator(place(page, number))
        button.evaluate(in_page.LISTEN)
        button.click()
        milliseconds: float = page.evaluate("heard")
        return milliseconds


def _lights(browser: "Browser", stack: Stack) -> Iterator[tuple[str, ...]]:
    address = _made(stack)
    for percent in (50, 100, 150):
        query = f"loop=1&from=1&to=2&tempo={percent}"
        told = requests.get(f"{address}/timeline.json?{query}", timeout=30).json()
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(address)
            _set(page, percent)
            page.locator("[data-play]").click()
            seen = page.evaluate(in_page.WATCH, [float(told["round_seconds"]), ROUNDS])
        yield _row(f"from a note to its light, {percent} %", _late(told, seen), "40")


def _set(page: "Page", percent: int) -> None:
    """Have a player loop its first two bars at a tempo, and wait until it has their sound."""
    page.locator(".player-more summary").click()
    for name, value in (("tempo", percent), ("from", 1), ("to", 2)):
        page.locator(f"[data-setting={name}]").fill(str(value))
    page.locator("[data-setting=loop]").check()
    page.locator("audio[src*='loop=1']").wait_for(state="attached")
    page.evaluate(in_page.READY)


def _late(told: dict[str, Any], seen: Sequence[tuple[float, int]]) -> list[float]:
    """Return how late every note of every round was lit, in milliseconds; infinity for never."""
    length = float(told["round_seconds"])
    onsets = {
        (number, note["number"]): number * length + float(note["onset"])
        for number in range(ROUNDS)
        for note in told["notes"]
    }
    first: dict[tuple[int, int], float] = {}
    for at, note in seen:
        first.setdefault((int(at // length), note), at)
    return [1000 * (first.get(one, inf) - onset) for one, onset in onsets.items()]


def _made(stack: Stack, **more: int) -> str:
    recipe = {**RECIPE, **more}
    made = requests.post(f"{stack.base_url}/api/v1/melodies", json=recipe, timeout=30)
    url: str = made.json()["url"]
    return url


def _row(what: str, taken: Sequence[float], owed: str = "") -> tuple[str, ...]:
    times = sorted(taken)
    shown = (median(times), times[len(times) * 95 // 100], times[-1])
    return (what, *(f"{one:.0f}" for one in shown), owed)
