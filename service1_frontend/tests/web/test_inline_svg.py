import io
import re
from collections import Counter
from fractions import Fraction

import pytest
from markupsafe import Markup

from melodie.contract import ScoreRequest, Screen
from melodie.formats import BY_EXTENSION
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.web.inline_svg import inline_svg
from tests.builders import a_score, bar, note, rest
from tests.siblings import real_services

TIED = a_score(
    [
        bar(note("G4", "1/4"), pickup=True),
        bar(note("C4", "1/2"), rest("1/4"), note("D4", "1/4", tie=True)),
        bar(note("D4", "5/8"), note("Eb5", "3/8", tie=True)),
        *(bar(note("Eb5", "1/1", tie=number < 8)) for number in range(3, 9)),
    ]
)


def drawn(score: Score, screen: Screen = "narrow") -> bytes:
    into = io.BytesIO()
    real_services().render(ScoreRequest(score=score, screen=screen), BY_EXTENSION["svg"], into)
    return into.getvalue()


def numbers(markup: str, kind: str) -> set[int]:
    return set(map(int, re.findall(rf'data-{kind}="(\d+)"', markup)))


@pytest.mark.parametrize("screen", ["wide", "narrow"])
def test_every_note_has_the_number_that_it_sounds_by(screen: Screen) -> None:
    markup = inline_svg(drawn(TIED, screen), "a", "A tune")

    notes = sounding_notes(TIED)
    assert numbers(markup, "note") == {sounding.number for sounding in notes}
    heads = Counter(re.findall(r'data-note="(\d+)"', markup))
    assert heads["3"] == 3
    assert heads["4"] == 8
    assert f'id="a-{notes[-1].id}"' in markup
    assert numbers(markup, "rest") == {1}


def test_bars_count_as_they_are_printed_and_the_parts_of_a_broken_one_are_one() -> None:
    small = a_score([bar(*(note("C4", "1/64") for _ in range(64))), TIED.bars[-1]])
    markup = inline_svg(drawn(small), "a", "A tune")

    assert numbers(markup, "bar") == {1, 2}
    assert 'id="a-b1-2" data-bar="1"' in markup
    assert numbers(inline_svg(drawn(TIED), "a", "A tune"), "bar") == set(range(9))


def test_pictures_on_one_page_share_no_id_and_use_only_their_own() -> None:
    picture = drawn(TIED)
    page = inline_svg(picture, "a", "A tune") + inline_svg(picture, "b", "A tune")

    ids = re.findall(r' id="([^"]*)"', page)
    assert max(Counter(ids).values()) == 1
    for half, prefix in ((page[: len(page) // 2], "a-"), (page[len(page) // 2 :], "b-")):
        used = set(re.findall(r'href="#([^"]*)"', half))
        assert used
        assert used <= {name for name in ids if name.startswith(prefix)}


def test_each_system_is_a_picture_and_the_words_above_are_there_if_asked_for() -> None:
    picture = drawn(TIED, "wide")
    plain = inline_svg(picture, "a", "A tune")
    headed = inline_svg(picture, "a", "A tune", heading=True)

    systems = picture.count(b"<view ")
    assert systems > 1
    assert plain.count('fill="currentColor"') == systems
    assert plain.count('aria-hidden="true"') == systems, "the label says it all"
    assert "Piano" not in plain
    assert ">Piano<" in headed


def test_what_a_page_may_not_hold_is_left_out() -> None:
    hostile = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
      ><defs><g id="x" onclick="a()"><script>a()</script><path d="M0 0"/></g></defs>
      <style>a</style><svg y="3" viewBox="0 0 1 1" style="color:red"><script>a()</script>
      <use xlink:href="https://elsewhere/#x"/><use xlink:href="#x"/><text>&lt;b&gt;</text>
      <foreignObject><p>words</p></foreignObject><g id="n1" class="note odd"/></svg></svg>"""
    markup = inline_svg(hostile, "a", 'called "<this>"')

    assert isinstance(markup, Markup)
    for never in ("script", "style", "onclick", "elsewhere", "foreign", "words", "<b>", "<this>"):
        assert never not in markup
    assert markup.count('href="#a-s0"') == 1
    assert '<g id="a-n1" data-note="1" class="note" />' in markup


@pytest.mark.parametrize("prefix", ["", "1", "a b", 'a"'])
def test_a_prefix_is_fit_for_an_id(prefix: str) -> None:
    with pytest.raises(ValueError, match="a prefix begins with a letter"):
        inline_svg(b"<svg/>", prefix, "A tune")


def test_long_music_takes_half_the_bytes_of_its_file() -> None:
    long = a_score([bar(*(note("C4", "1/8") for _ in range(8))) for _ in range(32)])
    picture = drawn(long)
    assert Fraction(len(inline_svg(picture, "a", "A tune").encode()), len(picture)) < Fraction(1, 2)
