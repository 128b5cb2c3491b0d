import pytest

from service4_lilypond.sound.plain_names import ascii_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Clarinet in B♭", "Clarinet in Bb"),
        ("Clarinette en si♭ aiguë", "Clarinette en sib aigue"),
        ("Horn in F♯", "Horn in F#"),
        ("C♮ whistle", "C whistle"),
        ("Piano", "Piano"),
    ],
)
def test_signs_and_accents_become_ascii(name: str, plain: str) -> None:
    assert ascii_name(name) == plain


@pytest.mark.parametrize("name", ["フルート", "Flöte 春", "Đàn bầu"])
def test_a_name_that_would_lose_letters_stays(name: str) -> None:
    assert ascii_name(name) == name
