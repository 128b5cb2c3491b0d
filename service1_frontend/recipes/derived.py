"""Messages whose fields follow from those of the recipe."""

from typing import TYPE_CHECKING, Any

from pydantic import create_model

from melodie.contract import Message


class Derived(Message):
    """What a type checker knows of such a message: that it has fields."""

    if TYPE_CHECKING:

        def __init__(self, **fields: Any) -> None: ...

        def __getattr__(self, name: str) -> Any: ...


def derive(name: str, doc: str, fields: dict[str, tuple[Any, Any]]) -> type[Derived]:
    """Make a message of ``fields``, each a type and a default; ``...`` where it has none."""
    made: type[Derived] = create_model(name, __base__=Derived, __doc__=doc, **fields)  # type: ignore[call-overload]  # their names are not known here
    return made
