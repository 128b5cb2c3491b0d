from typing import get_args

from melodie.contract import Paper
from service1_frontend.recipes.papers import PAPERS, paper_of


def test_every_paper_that_the_engraver_knows_is_offered() -> None:
    assert tuple(choice.id for choice in PAPERS) == get_args(Paper)


def test_a_paper_of_a_newer_release_gives_the_default() -> None:
    assert paper_of("letter") == "letter"
    assert paper_of("a5") == "a4"
