"""What is written into named pipes is read whole, up to the limit, and nothing is left."""

from pathlib import Path

import pytest

from service4_lilypond.engraving.pipes import NamedPipes, TooMuchWritten


def open_files() -> list[str]:
    return sorted(file.name for file in Path("/proc/self/fd").iterdir())


def test_what_is_written_into_each_pipe_is_kept_apart(tmp_path: Path) -> None:
    with NamedPipes(tmp_path, ["a", "b"], limit=4) as pipes:
        for name, content in (("a", b"1"), ("b", b"2"), ("a", b"34")):
            (tmp_path / name).write_bytes(content)
            pipes.take()
        assert (pipes.written("a"), pipes.written("b")) == (b"134", b"2")
        assert pipes.whole
    assert not list(tmp_path.iterdir())


def test_the_limit_is_on_the_sum(tmp_path: Path) -> None:
    with NamedPipes(tmp_path, ["a", "b"], limit=3) as pipes:
        (tmp_path / "a").write_bytes(b"12")
        pipes.take()
        (tmp_path / "b").write_bytes(b"34")
        with pytest.raises(TooMuchWritten, match="b"):
            pipes.take()


def test_where_one_pipe_cannot_be_made_none_stays_open(tmp_path: Path) -> None:
    (tmp_path / "b").touch()
    before = open_files()
    with pytest.raises(FileExistsError):
        NamedPipes(tmp_path, ["a", "b"], limit=3)
    assert open_files() == before
    assert not (tmp_path / "a").exists()
