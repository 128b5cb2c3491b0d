"""Unpacks the collections of a requirements.yml from the wheel of the PyPI package ansible.

``python unpack_collections.py requirements.yml ansible-12.3.0-py3-none-any.whl DIRECTORY``
"""

import json
import sys
from pathlib import Path
from zipfile import ZipFile

import yaml


def unpack(requirements: Path, wheel: Path, directory: Path) -> None:
    """Unpack into ``directory``; stop at a collection that is missing or of another version."""
    wanted = yaml.safe_load(requirements.read_text(encoding="utf-8"))["collections"]
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        for collection in wanted:
            name, version = collection["name"], collection["version"]
            root = f"ansible_collections/{name.replace('.', '/')}/"
            if f"{root}MANIFEST.json" not in names:
                sys.exit(f"{wheel.name} holds no collection {name}.")
            manifest = json.loads(archive.read(f"{root}MANIFEST.json"))
            held = manifest["collection_info"]["version"]
            if held != version:
                sys.exit(f"{wheel.name} holds {name} {held}, {requirements} wants {version}.")
            archive.extractall(directory, [each for each in names if each.startswith(root)])


if __name__ == "__main__":
    unpack(*map(Path, sys.argv[1:]))
