import ast

from tests.deployment.next_release import EDITS, LYRIC, VERSIONS, changed_files


def test_the_next_release_can_be_made_of_this_one() -> None:
    files = changed_files()
    assert f"{VERSIONS}/next.py" in files
    assert len(files) == 1 + len(EDITS)
    for text in files.values():
        assert ast.parse(text).body
    for more in ("    lyric: str | None = None\n", f', lyric="{LYRIC}")', "    accent: int = 0\n"):
        assert sum(more in text for text in files.values()) == 1
