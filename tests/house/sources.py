"""What does the code say, read without running it? Every module of the house with its tree."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

HOUSE = ("config", *settings.FLOORS)
_NOT_READ = {"migrations", "__pycache__"}


@cache
def modules() -> dict[str, ast.Module]:
    """Path below the project -> tree."""
    files = [path for room in HOUSE for path in (settings.BASE_DIR / room).rglob("*.py")]
    return {
        str(path.relative_to(settings.BASE_DIR)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(files)
        if not _NOT_READ & set(path.parts)
    }


def is_in(path: str, *rooms: str) -> bool:
    """Is the file one of these rooms of its app (`desk` is desk.py and everything in desk/)?"""
    return bool({Path(part).stem for part in Path(path).parts[1:]} & set(rooms))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of something by a dotted name."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
