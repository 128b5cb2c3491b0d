"""A title in any script is seen on the page."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.tests.readers import run_lilypond
from tests.builders import a_score

TITLES: Final = {
    "Latin": "Đặng Ľubica Zoë",
    "combining marks": "Z\u0336a\u030a\u0323lgo",
    "Greek": "Καλημέρα ἀρχή",
    "Cyrillic": "Вечерний звон",
    "Hebrew": "שָׁלוֹם לילה",
    "Arabic": "أغنية الصباح",
    "both directions": "Jazz שלום 123 عربي",
    "Devanagari": "मेरी क्षत्रिय धुन",
    "Bengali": "আমার সোনার বাংলা",
    "Gurmukhi": "ਮੇਰਾ ਗੀਤ",
    "Gujarati": "મારું ગીત",
    "Tamil": "என் பாடல்",
    "Telugu": "నా పాట",
    "Kannada": "ನನ್ನ ಹಾಡು",
    "Malayalam": "എന്റെ പാട്ട്",
    "Odia": "ମୋ ଗୀତ",
    "Sinhala": "මගේ ගීතය",
    "Thai": "เพลงของฉัน ที่นี่",
    "Lao": "ເພງຂອງຂ້ອຍ",
    "Khmer": "ចម្រៀង",
    "Burmese": "သီချင်း",
    "Tibetan": "གླུ",
    "Amharic": "የእኔ ዘፈን",
    "Georgian": "ჩემი სიმღერა",
    "Armenian": "Իմ երգը",
    "Chinese": "春江花月夜",
    "Japanese": "さくらのメロディー",
    "Korean": "아리랑 고개",
    "signs": "№ ½ ♯ ♭ ∑ ☂",
    "emoji": "🎉🎵😀🌧",
    "emoji of many parts": "👩🏽‍🎤🇫🇷❤️",
}

PIXELS_PER_INCH: Final = 72
BAND: Final = ("-x", "150", "-y", "40", "-W", "300", "-H", "30")
"""Where the title stands: above the instrument, in the middle."""


def ink(pdf: bytes, folder: Path) -> int:
    """Count the dark pixels of the title."""
    (folder / "page.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-gray", "-singlefile", "-r", str(PIXELS_PER_INCH), *BAND, "page.pdf"]
    drawn = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout  # noqa: S603 - our own page
    _, _, _, pixels = drawn.split(b"\n", 3)
    return sum(pixel < 128 for pixel in pixels)


@pytest.mark.parametrize("script", TITLES)
def test_a_title_in_any_script_leaves_its_ink(
    engraver: Engraver, tmp_path: Path, script: str
) -> None:
    title = TITLES[script]
    source = lilypond_text(a_score(title=title))
    visible = len(title.replace(" ", ""))
    assert ink(engraver.engrave(source, [Output.PDF])[Output.PDF], tmp_path) > 5 * visible


def test_a_title_of_nothing_but_blanks_would_leave_none(engraver: Engraver, tmp_path: Path) -> None:
    source = lilypond_text(a_score(title="x")).replace('title = "x"', 'title = "\u2003"')
    assert ink(engraver.engrave(source, [Output.PDF])[Output.PDF], tmp_path) == 0


def test_there_is_a_glyph_for_every_letter(tmp_path: Path) -> None:
    sources = [lilypond_text(a_score(title=title), title, midi=True) for title in TITLES.values()]
    _, complaints = run_lilypond(sources, tmp_path)
    assert complaints == ""
