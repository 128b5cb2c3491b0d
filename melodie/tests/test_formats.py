import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.formats import BY_EXTENSION, BY_MEDIA_TYPE, FORMATS, file_name


def test_a_format_is_told_by_its_extension_and_by_its_media_type() -> None:
    assert len(BY_EXTENSION) == len(BY_MEDIA_TYPE) == len(FORMATS)
    assert " ".join(BY_EXTENSION) == "pdf mid musicxml svg png ly mp3 wav zip"


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
