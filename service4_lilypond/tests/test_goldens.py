import pytest

from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.tests import goldens
from service4_lilypond.tests.golden_scores import SCORES


@pytest.mark.parametrize("name", SCORES)
@pytest.mark.parametrize("extension", ["ly", "musicxml"])
def test_the_kept_files_are_written_again(name: str, extension: str) -> None:
    kept = (goldens.FOLDER / f"{name}.{extension}").read_bytes()
    assert goldens.files(SCORES[name])[extension] == kept


def test_nothing_is_kept_that_is_not_written() -> None:
    written = {f"{name}.{kind}" for name in SCORES for kind in ("ly", "musicxml")}
    assert {path.name for path in goldens.FOLDER.iterdir()} == written


@pytest.mark.parametrize("name", SCORES)
def test_every_kept_score_is_engraved_by_what_a_score_may_do(engraver: Engraver, name: str) -> None:
    engraved = engraver.engrave(lilypond_text(SCORES[name], goldens.FOOTLINE), list(Output))
    assert engraved[Output.PDF].startswith(b"%PDF")
    assert engraved[Output.PNG].startswith(b"\x89PNG")
