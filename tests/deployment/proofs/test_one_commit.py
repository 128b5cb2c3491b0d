"""One commit gives the same files, whoever builds it and when; an edge is built once."""

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.deployment import builder
from tests.deployment.ground import build_images
from tests.deployment.machine import ROOT, docker, run

Files = dict[str, tuple[int, int, int, str, str]]
"""Mode, owner, group, what a link leads to, and the content's hash, by path."""
Build = Callable[..., None]

SERVICE: Final = "notes"


@pytest.fixture
def build_anew(tmp_path: Path) -> Iterator[Build]:
    """Builds an image from nothing, with BuildKit: the builder's own client has it."""
    docker("cp", f"{builder.NAME}:/usr/bin/docker", str(tmp_path))
    path = run("printenv", "PATH")

    def build(image: str, **variables: str) -> None:
        given = builder.ENGINE | {"DOCKER_BUILDKIT": "1", "PATH": f"{tmp_path}:{path}"} | variables
        settings = [f"{name}={value}" for name, value in given.items()]
        run("env", *settings, str(ROOT / "scripts" / "build-images"), "--no-cache", image)

    yield build
    builder.do("builder", "prune", "-af")


def test_another_builder_gives_the_same_files(tmp_path: Path, tag: str, build_anew: Build) -> None:
    build_anew(SERVICE, TAG="anew")
    before = files(f"{builder.REGISTRY}/melodie-{SERVICE}:{tag}", tmp_path / "before.tar")
    assert len(before) > 1000
    assert files(f"localhost/melodie-{SERVICE}:anew", tmp_path / "anew.tar") == before


def test_an_edge_that_the_registry_has_stays_as_it_is(tag: str, build_anew: Build) -> None:
    name = f"{builder.REGISTRY}/melodie-edge:{run(str(ROOT / 'scripts' / 'edge-tag'), tag)}"
    before = builder.identity(name)
    build_anew("edge", REGISTRY=builder.REGISTRY)
    assert builder.identity(name) != before
    build_images(tag, "edge")
    assert builder.identity(name) == before


def files(image: str, saved: Path) -> Files:
    """Return all that the layers of an image of the builder's hold, but for the times."""
    builder.do("save", "-o", str(saved), image)
    held: Files = {}
    with tarfile.open(saved) as archive:
        [described] = json.loads(read(archive, "manifest.json"))
        for layer in described["Layers"]:
            with tarfile.open(fileobj=archive.extractfile(layer)) as members:
                held |= {member.name: judged(members, member) for member in members}
    return held


def judged(archive: tarfile.TarFile, member: tarfile.TarInfo) -> tuple[int, int, int, str, str]:
    content = read(archive, member.name) if member.isreg() else b""
    digest = hashlib.sha256(content).hexdigest()
    return member.mode, member.uid, member.gid, member.linkname, digest


def read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file
    return file.read()
