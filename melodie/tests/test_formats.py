import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.formats import BY_EXTENSION, BY_MEDIA_TYPE, FORMATS, file_name


def test_a_format_is_known_by_its_extension_and_by_its_media_type() -> None:
    assert len(BY_EXTENSION) == len(BY_MEDIA_TYPE) == len(FORMATS)
    assert " ".join(BY_EXTENSION) == "pdf mid musicxml svg png ly abc mp3 wav zip"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("rainy tuesday", "rainy tuesday-melodie.pdf"),
        ("春の海", "春の海-melodie.pdf"),
        ("../../etc/passwd", "etc_passwd-melodie.pdf"),
        ('a"b\\c', "a_b_c-melodie.pdf"),
        ("...", "melodie.pdf"),
        ("/", "melodie.pdf"),
        ("CON: x?", "CON_ x-melodie.pdf"),
        ("CON", "CON-melodie.pdf"),
        ("nul.x", "nul_x-melodie.pdf"),
        ("Com1 .a.b", "Com1 _a.b-melodie.pdf"),
        ("Console.x", "Console.x-melodie.pdf"),
        ("trailing. . .", "trailing-melodie.pdf"),
        ("\u202efdp.exe", "fdp.exe-melodie.pdf"),
    ],
)
def test_a_file_is_called_after_its_melody(title: str, name: str) -> None:
    assert file_name(title, "pdf") == name


@given(st.text(max_size=80))
def test_no_file_name_leaves_its_folder(title: str) -> None:
    name = file_name(title, "mid")
    assert name.endswith("melodie.mid")
    assert not set('/\\:*?"<>|\n\r\t\0') & set(name)
    assert not name.startswith(".")


WIDE = st.text(st.sampled_from("a\u0301春𝄞🎹👩\u200d🎤🏽🇫🇷. "), max_size=200)


@given(st.one_of(WIDE, st.text(max_size=300)))
def test_every_file_system_and_archive_takes_the_name(title: str) -> None:
    names = [file_name(title, kind.extension) for kind in FORMATS]
    assert max(len(name.encode()) for name in names) <= 255
    assert len({name.rpartition(".")[0] for name in names}) == 1


@pytest.mark.parametrize(
    ("character", "count"),
    [("a", 238), ("春", 79), ("𝄞", 59), ("🇫🇷", 29), ("👩🏽\u200d🎤", 15), ("é\u0323\u0301", 39)],
)
def test_a_name_is_cut_between_two_characters(character: str, count: int) -> None:
    assert file_name(character * 240, "musicxml") == f"{character * count}-melodie.musicxml"


def test_a_title_that_just_fits_is_kept() -> None:
    assert file_name("𝄞" * 59 + "ab", "pdf") == f"{'𝄞' * 59}ab-melodie.pdf"
