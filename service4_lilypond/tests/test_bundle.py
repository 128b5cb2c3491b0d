import io
import zipfile
from pathlib import Path

from service4_lilypond.bundle import bundle

FILES = {"pdf": b"%PDF", "ly": b"\\version" * 100}


def read(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_an_archive_holds_every_file_by_its_own_name() -> None:
    assert read(bundle("Rainy Tuesday", FILES)) == {
        "Rainy Tuesday-melodie.pdf": b"%PDF",
        "Rainy Tuesday-melodie.ly": FILES["ly"],
    }


def test_the_same_files_give_the_same_archive() -> None:
    assert bundle("a", FILES) == bundle("a", FILES)


def test_names_keep_their_script() -> None:
    assert "春の海-melodie.pdf" in read(bundle("春の海", FILES))


def test_no_title_leads_out_of_the_folder_it_is_unpacked_in() -> None:
    for title in ("../../x", "/etc/passwd", "..\\..\\x", "C:\\x", ".."):
        for name in read(bundle(title, FILES)):
            assert "/" not in name
            assert "\\" not in name
            assert not name.startswith(".")


def test_an_archive_of_a_long_title_can_be_unpacked(tmp_path: Path) -> None:
    names = {"musicxml": b"<a/>", "pdf": b"%PDF"}
    with zipfile.ZipFile(io.BytesIO(bundle("𝄞" * 60, names))) as opened:
        opened.extractall(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_text_is_packed_smaller() -> None:
    assert len(bundle("a", {"ly": FILES["ly"]})) < len(FILES["ly"])
