"""The player of a melody's page: what sounds is lit, and every start is as it was set."""

import re
from fractions import Fraction
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from scripts.stack import Stack
from tests.browser.players import is_tied, open_settings, play, state, wait
from tests.browser.visits import A_PHONE, DESKTOP, PHONE, Visit, Visitor, resize

CLOSE: Final = Fraction(40, 1000)
"""Seconds by which a note may be lit too early or too late."""

ROUNDS: Final = 3
WATCH: Final = """(picture) => {
    const audio = document.querySelector("audio");
    window.seen = [];
    const look = () => {
        requestAnimationFrame(look);
        const now = audio.currentTime;
        // What this frame shows is known when all that belongs to it has run.
        setTimeout(() => {
            const lit = [...document.querySelectorAll(`#${picture} .lit`)]
                .map((e) => +e.dataset.note);
            // At 0 it was asked to play, and may not have begun.
            if (!audio.paused && now > 0) seen.push([now, [...new Set(lit)]]);
        });
    };
    look();
}"""
LIT: Final = ".on-wide .lit"
VOLUME: Final = "document.querySelector('audio').volume"
EVENTS: Final = """() => {
    const audio = document.querySelector("audio");
    window.happened = [];
    for (const kind of ["play", "playing", "waiting", "stalled", "error", "pause"]) {
        audio.addEventListener(kind, () => happened.push(kind));
    }
    document.querySelector("[data-play]")
        .addEventListener("click", () => happened.push("press"), { capture: true });
}"""
"""Notes what happens to a player, in its order."""


class Sounding(NamedTuple):
    """A note that sounds from ``onset`` to ``end``, in seconds."""

    number: int
    onset: Fraction
    end: Fraction


@pytest.mark.parametrize(
    ("percent", "expression", "narrow"),
    [
        *((50, 60, False), (100, 60, False), (150, 60, False), (100, 0, False), (100, 100, False)),
        (150, 60, True),
    ],
)
def test_the_note_that_sounds_is_lit_over_three_rounds_of_a_loop(
    visitor: Visitor, tune: tuple[str, Score], percent: int, expression: int, *, narrow: bool
) -> None:
    path, score = tune
    page = visitor.visit(**A_PHONE if narrow else {}).go(path)
    open_settings(page)
    page.locator(".player").get_by_label("Tempo").fill(str(percent))
    page.locator(".player").get_by_label("Expression").fill(str(expression))
    page.locator(".player").get_by_label("to bar").fill("2")
    page.locator(".player").get_by_label("Loop", exact=True).check()
    wait(page, "audio.src.includes('loop=1')")
    page.evaluate(WATCH, "narrow" if narrow else "wide")
    play(page)
    second = 240 / (score.tempo.quarters_per_minute * percent / 100)
    asked = urlsplit(state(page)["src"]).query
    assert ("expression" in asked) is (expression != 60)
    told = page.context.request.get(f"{page.url}/timeline.json?{asked}").json()
    length = Fraction(told["round_seconds"])
    wait(page, f"audio.currentTime > {float(ROUNDS * length)}")

    notes = [
        Sounding(note["number"], Fraction(note["onset"]), Fraction(note["end"]))
        for note in told["notes"]
    ]
    assert [note.number for note in notes] == [n.number for n in sounding_notes(score) if n.bar < 2]
    assert (notes == _straight(score, second)) is (expression == 0)
    seen = [(Fraction(at), lit) for at, lit in page.evaluate("seen") if at < ROUNDS * length]
    wrong = [(float(at), lit) for at, lit in seen if not _may_be(lit, at, notes, length)]
    assert wrong == []
    shown = {(int(at // length), *lit) for at, lit in seen if lit}
    assert shown == {(number, note.number) for number in range(ROUNDS) for note in notes}
    assert any(not lit for _, lit in seen)


def _straight(score: Score, second: Fraction) -> list[Sounding]:
    """Return the first two bars as they are written, to what a timeline tells of a second."""
    return [
        Sounding(n.number, *(Fraction(round(float(at * second), 6)) for at in (n.onset, n.end)))
        for n in sounding_notes(score)
        if n.bar < 2
    ]


def _may_be(lit: list[int], at: Fraction, notes: list[Sounding], length: Fraction) -> bool:
    """Whether this is what sounds at some moment that is close enough."""
    for moment in (at - CLOSE, at, at + CLOSE):
        within = moment % length
        now = [n.number for n in notes if n.onset <= within < n.end]
        if lit == now:
            return True
    return False


def test_all_heads_of_a_tied_note_are_lit_together(visit: Visit, tune: tuple[str, Score]) -> None:
    path, score = tune
    page = visit.go(path)
    note = next(note for note in sounding_notes(score) if is_tied(note))
    for _ in range(note.number):
        page.keyboard.press("ArrowRight")
        wait(page, "audio.paused")
    expect(page.locator(f"#wide-{note.id}.lit")).to_be_visible()
    expect(page.locator(f"#wide-{note.id}-2.lit")).to_be_visible()
    expect(page.locator(f"{LIT}:not([data-note='{note.number}'])")).to_have_count(0)


def test_nothing_is_lit_before_the_first_press_and_after_stop(
    visit: Visit, tune: tuple[str, Score]
) -> None:
    page = visit.go(tune[0])
    expect(page.locator(LIT)).to_have_count(0)
    play(page)
    expect(page.locator(LIT).first).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(LIT)).to_have_count(0)
    assert (state(page)["at"], state(page)["paused"]) == (0, True)


def test_the_sound_is_there_before_play_is_pressed(visit: Visit, tune: tuple[str, Score]) -> None:
    page = visit.go(tune[0])
    wait(page, "audio.readyState === 4")


def test_what_is_heard_begins_with_the_press_and_waits_for_nothing(
    visitor: Visitor, viewport: dict[str, int], tune: tuple[str, Score]
) -> None:
    page = visitor.visit(viewport=viewport).go(tune[0])
    wait(page, "audio.readyState === 4")
    page.evaluate(EVENTS)
    play(page)
    wait(page, "audio.currentTime > 0.1")
    assert page.evaluate("happened") == ["press", "play", "playing"]


def test_the_volume_stays_as_it_is_set(visit: Visit, tune: tuple[str, Score]) -> None:
    page = visit.go(tune[0])
    open_settings(page)
    page.get_by_label("Volume").fill("30")
    assert page.evaluate(VOLUME) == pytest.approx(0.3)
    resize(page, PHONE)
    page.locator(".player").get_by_label("Metronome").check()
    play(page)
    wait(page, "audio.src.includes('metronome=1') && audio.currentTime > 0.1")
    assert page.evaluate(VOLUME) == pytest.approx(0.3)


def test_a_count_in_comes_before_every_start(visit: Visit, tune: tuple[str, Score]) -> None:
    page = visit.go(tune[0])
    open_settings(page)
    page.locator(".player").get_by_label("Count-in", exact=True).check()
    wait(page, "audio.src.includes('count_in=1')")
    play(page)
    expect(page.locator("[data-place]")).to_have_text("Count-in")
    expect(page.locator(LIT)).to_have_count(0)
    expect(page.locator("[data-place]")).to_have_text("Bar 2")
    page.get_by_role("button", name="Pause").click()
    paused = state(page)["place"]  # on a busy machine a bar later
    play(page)
    wait(page, f"audio.src.includes('from={paused.removeprefix('Bar ')}')")
    expect(page.locator("[data-place]")).to_have_text("Count-in")
    expect(page.locator("[data-place]")).to_have_text(paused)
    expect(page.locator("[data-place]")).to_have_text("Bar 4")


def test_space_plays_and_arrows_move_by_note_and_by_bar(
    visit: Visit, tune: tuple[str, Score]
) -> None:
    path, score = tune
    page = visit.go(path)
    first, second, third, *_ = sounding_notes(score)
    later = next(note for note in sounding_notes(score) if note.bar == 2)

    def at(note: SoundingNote) -> None:
        expect(page.locator(f"#wide-{note.id}.lit")).to_be_visible()
        wait(page, "audio.paused")
        assert page.locator(LIT).first.get_attribute("data-note") == str(note.number)

    for key, note in (("Right", first), ("Right", second), ("Right", third), ("Left", second)):
        page.keyboard.press(f"Arrow{key}")
        at(note)
    expect(page.get_by_role("status").filter(has_text="beat")).to_contain_text("Bar")
    while page.locator(f"#wide-{later.id}.lit").count() == 0:
        page.keyboard.press("Shift+ArrowRight")
        wait(page, "audio.paused")
    at(later)
    page.keyboard.press("Shift+ArrowLeft")
    at(next(note for note in sounding_notes(score) if note.bar == 1))
    page.keyboard.press("Space")
    wait(page, "!audio.paused")
    page.get_by_role("button", name="Pause").press("Space")
    wait(page, "audio.paused")


def test_another_tempo_goes_on_at_the_same_place(visit: Visit, tune: tuple[str, Score]) -> None:
    page = visit.go(tune[0])
    open_settings(page)
    play(page)
    expect(page.locator("[data-place]")).to_have_text("Bar 3")
    page.locator(".player").get_by_label("Tempo").fill("50")
    wait(page, "audio.src.includes('tempo=50')")
    wait(page, "!audio.paused")
    # The third bar begins after two of 4 * 60 / 80 seconds.
    assert 6 <= state(page)["at"] < 9
    resize(page, PHONE)
    page.locator(".player").get_by_label("Instrument").select_option("flute")
    wait(page, "audio.src.includes('instrument=flute')")
    wait(page, "!audio.paused")
    assert state(page)["at"] >= 6


def test_a_thumb_lights_the_narrow_picture_and_only_that(
    visitor: Visitor, tune: tuple[str, Score]
) -> None:
    page = visitor.visit(**A_PHONE, has_touch=True).go(tune[0])
    page.get_by_role("button", name="Play", exact=True).tap()
    expect(page.locator(".on-narrow .lit").first).to_be_visible()
    expect(page.locator(".on-wide .lit:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("size", "picture"), [(PHONE, ".on-narrow"), (DESKTOP, ".on-wide")], ids=["phone", "desktop"]
)
def test_the_page_follows_the_line(
    visitor: Visitor, stack: Stack, size: dict[str, int], picture: str
) -> None:
    visit = visitor.visit(viewport=size, reduced_motion="reduce")
    recipe = {"name": "long", "bars": 32, "seed": 7, "tempo": 200}
    made = visit.page.context.request.post(f"{stack.base_url}/api/v1/melodies", data=recipe).json()
    page = visit.go(made["url"].removeprefix(stack.base_url))
    last = page.locator(f"{picture} .score > svg").last
    expect(last).not_to_be_in_viewport()
    for _ in range(32):
        page.keyboard.press("Shift+ArrowRight")
    expect(last.locator(".lit").first).to_be_in_viewport()
    box = last.locator(".lit").first.bounding_box()
    player = page.locator(".player").bounding_box()
    assert box
    assert player
    assert box["y"] + box["height"] <= player["y"]


def test_sound_is_taken_away_as_expressive_as_the_player_has_it(
    visit: Visit, tune: tuple[str, Score]
) -> None:
    page = visit.go(tune[0])
    open_settings(page)
    link = page.locator("a.download[data-extension='mp3']")
    before = link.get_attribute("href")
    slider = page.locator(".player").get_by_label("Expression")
    slider.fill("0")
    wait(page, "audio.src.includes('expression=0')")
    expect(link).to_have_attribute("href", re.compile("[?&]expression=0$"))
    expect(page.locator("a.download[data-extension='pdf']")).not_to_have_attribute(
        "href", re.compile("expression")
    )
    with page.expect_download() as taken:
        link.click()
    assert taken.value.path().stat().st_size > 10_000
    slider.fill("60")
    expect(link).to_have_attribute("href", re.compile(f"{re.escape(before or '')}$"))
