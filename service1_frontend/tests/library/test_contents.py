"""Large files on disk: readers do not disturb each other, and nothing is left behind."""

import gc
from pathlib import Path

import pytest

from service1_frontend.library.contents import InMemory, OnDisk, scratch
from service1_frontend.library.file_cache import FileCache
from service1_frontend.tests.makers import whole


def on_disk(content: bytes, edition: str = "1") -> OnDisk:
    with scratch() as written:
        written.write(content)
        return OnDisk(edition, written)


@pytest.mark.parametrize("content", [InMemory("1", b"0123456789"), on_disk(b"0123456789")])
def test_two_readers_read_each_at_a_place_of_its_own(content: InMemory | OnDisk) -> None:
    with content.open() as one, content.open() as other:
        one.seek(5)
        assert (one.read(2), other.read(2), one.read()) == (b"56", b"01", b"789")
    assert (content.size, content.edition) == (10, "1")


def test_the_files_used_last_are_kept_within_bounds() -> None:
    cache = FileCache(most=25)
    for name in ("a", "b"):
        cache.put(name, on_disk(name.encode() * 10))
    assert cache.get("a")

    cache.put("c", on_disk(b"c" * 10))

    assert [name for name in "abc" if cache.get(name)] == ["a", "c"]


def test_a_file_larger_than_the_cache_is_not_kept() -> None:
    cache = FileCache(most=5)

    cache.put("large", on_disk(b"x" * 10))

    assert cache.get("large") is None


def test_a_dropped_file_stays_whole_for_whoever_reads_it() -> None:
    cache = FileCache(most=100)
    cache.put("a", on_disk(b"a" * 90))
    found = cache.get("a")
    assert found is not None
    with found.open() as reader:
        del found
        cache.clear()
        gc.collect()
        assert reader.read() == b"a" * 90
    assert cache.get("a") is None


def test_a_dropped_file_is_gone_from_the_disk() -> None:
    before = set(Path("/proc/self/fd").iterdir())
    cache = FileCache(most=5)

    for _ in range(3):
        cache.put("a", on_disk(b"a" * 10))
    gc.collect()

    assert set(Path("/proc/self/fd").iterdir()) == before


def test_an_empty_file_is_a_file() -> None:
    assert whole(on_disk(b"")) == b""
