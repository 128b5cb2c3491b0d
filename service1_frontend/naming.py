"""What a service refuses of what a person decided, by the names that people know."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from melodie.errors import InvalidInput, RequestRefused


@contextmanager
def naming_fields(names: Mapping[str, str]) -> Iterator[None]:
    """Name the fields by ``names`` where those are refused that a person decided.

    Whether a person decided a field of any other request, ``recipes.blame`` tells.
    """
    try:
        yield
    except RequestRefused as refused:
        theirs = [replace(f, field=names[f.field]) for f in refused.faults if f.field in names]
        raise (InvalidInput.naming(theirs) if theirs else refused) from refused
