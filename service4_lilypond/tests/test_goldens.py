import pytest

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
