"""Where is the starter content, and how is a tree of it walked?"""

from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/starter/*.yaml"))


@cache
def read(name: str) -> dict:
    """`name` is a path from the root, such as "vendors/starter/screening.yaml"."""
    return yaml.safe_load((ROOT / name).read_text())


def mappings(tree):
    """Every mapping in the tree, the root first."""
    if isinstance(tree, dict):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from mappings(child)


def lists(tree):
    """Every list in the tree, at whatever depth."""
    if isinstance(tree, list):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from lists(child)


def texts(tree):
    """Every text in the tree that a person may read; sources and mappings are references and left out."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for child in tree:
            yield from texts(child)
    elif isinstance(tree, dict):
        for key, child in tree.items():
            if key not in {"sources", "mapping"}:
                yield from texts(child)


def ids(entries, key="id") -> set:
    return {entry[key] for entry in entries}
