from collections.abc import Iterator

import pytest

from melodie import errors
from melodie.errors import FieldError, InvalidInput, MelodieError


def tree(root: type[MelodieError]) -> Iterator[type[MelodieError]]:
    yield root
    for branch in root.__subclasses__():
        yield from tree(branch)


ALL = list(tree(MelodieError))


def test_each_error_has_a_slug_and_a_title_of_its_own() -> None:
    assert len({error.slug for error in ALL}) == len(ALL)
    assert len({error.title for error in ALL if error is not errors.EngravingTimeout}) == len(
        {error.slug for error in ALL if error is not errors.EngravingTimeout}
    )


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_a_slug_fits_an_address_and_a_status_an_error(error: type[MelodieError]) -> None:
    assert error.slug.replace("-", "").isalpha()
    assert error.slug.islower()
    assert 400 <= error.status < 600


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_only_a_retryable_error_says_when_to_try_again(error: type[MelodieError]) -> None:
    if error.retry_after is not None:
        assert error.status in {503, 504}


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_the_tree_in_the_docstring_is_the_tree(error: type[MelodieError]) -> None:
    assert errors.__doc__
    drawn = next(line for line in errors.__doc__.splitlines() if f" {error.__name__}" in f" {line}")
    if any(character.isdigit() for character in drawn):
        assert str(error.status) in drawn


def test_an_invalid_field_is_named_in_words_and_as_a_value() -> None:
    error = InvalidInput.of("scale", "there is no such scale")
    assert error.detail == str(error) == "scale: there is no such scale"
    assert error.fields == (FieldError("scale", "there is no such scale"),)


def test_an_error_needs_no_fields() -> None:
    assert MelodieError("Sorry.").fields == ()
