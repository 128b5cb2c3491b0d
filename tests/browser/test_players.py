"""Players beside each other, without a script, in trouble, and for everybody."""

from typing import Final

from playwright.sync_api import expect

from melodie.score import Score
from scripts.stack import Stack
from tests.browser.players import TUNE, open_settings, play, state, wait
from tests.browser.visits import PHONE, Visit, Visitor, resize

ANOTHER: Final = """path => {
    const copy = document.querySelector("[data-player]").cloneNode(true);
    copy.dataset.sound = `${path}/sound.wav`;
    delete copy.dataset.keys;
    copy.dataset.timeline = `${path}/timeline.json`;
    copy.querySelector("audio").src = copy.dataset.sound;
    document.querySelector("main").append(copy);
    return import(document.querySelector("script[src$='player.js']").src)
        .then((player) => player.attach());
}"""
TURN: Final = """async ([from, to]) => {
    const { playerOf, takeTurns } = await import(
        document.querySelector("script[src$='player.js']").src);
    const players = [...document.querySelectorAll("[data-player]")].map(playerOf);
    await takeTurns(players[from], players[to]);
}"""


def test_two_tabs_do_not_play_over_each_other(visit: Visit, tune: tuple[str, Score]) -> None:
    one = visit.go(tune[0])
    other = one.context.new_page()
    other.goto(one.url)
    play(one)
    wait(one, "!audio.paused")
    play(other)
    wait(one, "audio.paused")
    assert not state(other)["paused"]
    title = other.evaluate("navigator.mediaSession.metadata.title")
    assert title == "heard"
    for tab in (one, other):
        resize(tab, PHONE)
    play(one)
    wait(other, "audio.paused")
    assert not state(one)["paused"]


def test_two_melodies_are_played_by_turns_at_the_same_place(
    visit: Visit, tune: tuple[str, Score], stack: Stack
) -> None:
    recipe = {**TUNE, "seed": 1, "tempo": 80}
    made = visit.page.context.request.post(f"{stack.base_url}/api/v1/melodies", data=recipe).json()
    page = visit.go(tune[0])
    play(page)
    page.evaluate(ANOTHER, made["url"].removeprefix(stack.base_url))
    expect(page.locator("[data-place]").first).to_have_text("Bar 2")
    page.evaluate(TURN, [0, 1])
    wait(page, "audio.paused")
    expect(page.locator("[data-player]").nth(1)).to_have_attribute("data-playing", "")
    expect(page.locator("[data-place]").nth(1)).to_have_text("Bar 2")
    first, second = page.evaluate("[...document.querySelectorAll('audio')].map(a => a.currentTime)")
    assert 3 <= second < 6  # a bar takes 3 seconds of it, and half as many of the other
    page.evaluate(TURN, [1, 0])
    wait(page, "!audio.paused")
    assert first <= state(page)["at"] < 3


def test_a_sound_that_cannot_be_made_is_said_and_tried_again(
    visit: Visit, tune: tuple[str, Score]
) -> None:
    page = visit.go(tune[0])
    open_settings(page)
    page.route("**/sound.wav?metronome=1", lambda route: route.abort())
    page.locator(".player").get_by_label("Metronome").check()
    play(page)
    expect(page.get_by_text("This cannot be played now.")).to_be_visible()
    page.unroute("**/sound.wav?metronome=1")
    play(page)
    wait(page, "audio.currentTime > 0.1")
    expect(page.get_by_text("This cannot be played now.")).to_have_count(0)


def test_without_a_script_the_browser_plays(visitor: Visitor, melody: str) -> None:
    page = visitor.visit(java_script_enabled=False).go(melody)
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_hidden()
