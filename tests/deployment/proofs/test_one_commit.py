"""One commit gives the same image, whenever it is built."""

import hashlib
import json
import tarfile
from pathlib import Path
from typing import Final

from tests.deployment import builder
from tests.deployment.machine import ROOT, run

Files = dict[str, tuple[int, int, int, str, str]]
"""Mode, owner, group, what a link leads to, and the content's hash, by path."""

SMALL: Final = "notes"


def test_a_build_from_nothing_gives_the_same_files(tmp_path: Path, tag: str) -> None:
    variables = [f"{key}={value}" for key, value in builder.ENGINE.items()]
    script = str(ROOT / "scripts" / "build-images")
    run("env", *variables, "TAG=anew", script, "--no-cache", SMALL, timeout=300)
    before = files(f"{builder.REGISTRY}/melodie-{SMALL}:{tag}", tmp_path / "before.tar")
    assert sum(map(len, before)) > 1000
    assert files(f"localhost/melodie-{SMALL}:anew", tmp_path / "anew.tar") == before


def files(image: str, saved: Path) -> list[Files]:
    """Return what each layer of an image of the builder's holds, but for the times."""
    builder.do("save", "-o", str(saved), image)
    with tarfile.open(saved) as archive:
        [described] = json.loads(read(archive, "manifest.json"))
        return [layer(archive, name) for name in described["Layers"]]


def layer(archive: tarfile.TarFile, name: str) -> Files:
    with tarfile.open(fileobj=archive.extractfile(name)) as held:
        return {
            member.name: (
                member.mode,
                member.uid,
                member.gid,
                member.linkname,
                hashlib.sha256(read(held, member.name)).hexdigest() if member.isreg() else "",
            )
            for member in held
        }


def read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file
    return file.read()
