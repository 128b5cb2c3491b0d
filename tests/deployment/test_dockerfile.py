import re
from pathlib import Path
from typing import Final

import pytest

from images import healthy
from scripts.fonts import PACKAGES
from tests.deployment.machine import ROOT

DOCKERFILE: Final = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STAGES: Final = {
    match[2]: (match[1], match[3])
    for match in re.finditer(
        r"^FROM (\S+) AS (\S+)\n(.*?)(?=^FROM |\Z)", DOCKERFILE, re.DOTALL | re.MULTILINE
    )
}
IMAGES: Final = ("edge", "notes", "rhythm", "frontend", "lilypond")
each_image = pytest.mark.parametrize("image", IMAGES)


def whole(image: str) -> str:
    """Return the instructions of a stage and of all that it stands on."""
    under, own = STAGES[image]
    return (whole(under) if under in STAGES else "") + own


@each_image
def test_every_image_runs_as_a_numbered_user_without_rights(image: str) -> None:
    assert re.findall(r"^USER (.*)$", whole(image), re.MULTILINE) == ["10001:10001"]


@each_image
def test_the_server_is_the_first_process(image: str) -> None:
    assert re.findall(r"^CMD (.)", whole(image), re.MULTILINE) == ["["]


@each_image
def test_every_image_is_asked_for_its_health_by_its_own_python(image: str) -> None:
    assert 'CMD ["python3", "-IS", "/usr/local/lib/melodie/healthy.py"' in whole(image)


@each_image
def test_docker_waits_longer_for_a_check_than_it_can_take(image: str) -> None:
    [limit] = re.findall(r"^HEALTHCHECK .*--timeout=(\d+)s", whole(image), re.MULTILINE)
    assert int(limit) > healthy.ROUND + healthy.PAUSE + healthy.SECONDS
    assert int(limit) > healthy.PATIENCE + healthy.STEP + healthy.SECONDS


@each_image
def test_every_image_says_from_which_commit_it_is(image: str) -> None:
    assert 'org.opencontainers.image.revision="${REVISION}"' in whole(image)


@each_image
def test_no_image_is_built_where_pip_is(image: str) -> None:
    instructions = re.sub(r"^#.*$", "", whole(image), flags=re.MULTILINE)
    assert "pip" not in instructions


@pytest.mark.parametrize("image", ["notes", "rhythm", "frontend", "lilypond"])
def test_packages_are_installed_by_their_hashes(image: str) -> None:
    assert f"RUN assemble /tmp/{image}.txt" in whole(f"{image}-packages")
    assemble = (ROOT / "images" / "assemble").read_text(encoding="utf-8")
    assert "--require-hashes" in assemble
    assert "--only-binary :all:" in assemble


@pytest.mark.parametrize("image", ["notes", "rhythm", "frontend", "lilypond"])
def test_code_is_the_last_layer_so_that_a_host_fetches_little_else_of_a_new_commit(
    image: str,
) -> None:
    came_from = re.findall(r"^COPY --from=([\w-]+)", whole(image), re.MULTILINE)
    assert came_from[-1] == f"{image}-code"
    assert "assemble /tmp" not in STAGES[f"{image}-code"][1]
    assert "/app/melodie" in whole(f"{image}-code")


def test_the_services_share_the_packages_that_all_of_them_need() -> None:
    shared = names(ROOT / "requirements" / "web.txt")
    for image in ("notes", "rhythm", "frontend", "lilypond"):
        assert "COPY --from=workshop /opt/melodie" in whole(image)
        assert shared <= names(ROOT / "requirements" / f"{image}.txt")


def names(lock: Path) -> set[str]:
    """Return what a lock installs, with its versions."""
    return set(
        re.findall(r"^([\w.\[\]-]+==[\w.]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_the_lilypond_image_has_the_fonts_that_titles_need() -> None:
    _, packages = STAGES["lilypond-packages"]
    assert set(re.findall(r"\bfonts-[\w-]+", packages)) == set(PACKAGES)
    assert "COPY --from=lilypond-packages /usr/share/fonts /usr/share/fonts" in whole("lilypond")


def test_every_image_stands_on_one_that_can_be_chosen() -> None:
    roots = {under for under, _ in STAGES.values() if under not in STAGES}
    assert roots == {"${PYTHON_IMAGE}"}
    assert ":latest" not in DOCKERFILE


def test_only_code_is_sent_to_the_builder() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert "**/tests" in rules
