"""A family tree is walked: back to what a melody was made from, and on again."""

from datetime import timedelta

from service1_frontend.library.families import Relative
from service1_frontend.tests.examples import noon
from service1_frontend.variations.family import DEEPEST, Family, family_of

TREE = {"root": None, "a": "root", "b": "root", "a1": "a", "a2": "a", "b1": "b"}


def drawn(here: str, parents: dict[str, str | None]) -> Family:
    relatives = [
        Relative(name, parent, None, name, noon() + timedelta(seconds=age))
        for age, (name, parent) in enumerate(parents.items())
    ]
    return family_of(here, relatives)


def test_every_member_stands_once_and_below_what_it_was_made_from() -> None:
    family = drawn("a1", TREE)
    order = [member.relative.id for member in family.members]
    assert order == ["root", "a", "a1", "a2", "b", "b1"]
    assert [member.depth for member in family.members] == [0, 1, 2, 1, 0, 0]
    assert [member.relative.id for member in family.members if member.here] == ["a1"]
    assert {m.relative.id for m in family.members if m.on_the_way} == {"root", "a", "a1"}


def test_undo_leads_back_and_redo_to_what_was_made_last() -> None:
    def ways(here: str) -> tuple[str | None, str | None]:
        family = drawn(here, TREE)
        return (
            family.undo.id if family.undo else None,
            family.redo.id if family.redo else None,
        )

    assert ways("root") == (None, "b")
    assert ways("a") == ("root", "a2")
    assert ways("b1") == ("b", None)


def test_a_parent_that_was_never_there_leads_nowhere() -> None:
    family = drawn("one", {"one": "neverwasthis"})
    assert family.undo is None
    assert [member.relative.id for member in family.members] == ["one"]
    assert drawn("nobody", {}).members == ()


def test_a_hundred_branches_within_branches_are_still_drawn() -> None:
    parents: dict[str, str | None] = {"0": None}
    for number in range(1, 100):
        parents[str(number)] = str(number - 1)
        parents[f"{number} again"] = str(number - 1)
    family = drawn("50", parents)
    assert len(family.members) == len(parents)
    assert max(member.depth for member in family.members) == DEEPEST
