"""Find guards in services, and make the same source without them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("clinic_hours", "courses", "home", "portal")
REFUSES = ("refuse_", "require_")


@dataclass(frozen=True, slots=True)
class Guard:
    """One statement that refuses: its place, its text, and the file without it."""

    path: Path  # relative to the project root
    line: int
    text: str
    without: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}  {self.text}"


def guards_in(root: Path, only: str = "") -> list[Guard]:
    """Return the guards of every service whose path contains `only`, by file and line."""
    files = [path for room in ROOMS for path in sorted((root / room).rglob("services/*.py"))]
    return [
        guard
        for path in files
        if only in path.relative_to(root).as_posix()
        for guard in sorted(guards_of(path.relative_to(root), path.read_text()), key=place)
    ]


def place(guard: Guard) -> int:
    return guard.line


def guards_of(path: Path, source: str) -> Iterator[Guard]:
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if part := what_refuses(node):
            said = ast.get_source_segment(source, part) or ""
            # Side effects of a condition, such as locking a row, are kept.
            instead = f"({said}) and False" if isinstance(node, ast.If) else "None"
            yield Guard(path, part.lineno, " ".join(said.split()), without(lines, part, instead))


def what_refuses(node: ast.AST) -> ast.expr | None:
    """Return the condition of an `if` that only raises, or a call whose name says that it refuses."""
    if isinstance(node, ast.If) and not node.orelse:
        return node.test if [type(each) for each in node.body] == [ast.Raise] else None
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return node.value if name.startswith(REFUSES) else None
    return None


def without(lines: list[str], part: ast.expr, instead: str) -> str:
    """Return the source with a part replaced. Columns are counted in UTF-8 bytes, as in `ast`."""
    first, last = part.lineno - 1, (part.end_lineno or part.lineno) - 1
    before = lines[first].encode()[: part.col_offset].decode()
    after = lines[last].encode()[part.end_col_offset :].decode()
    return "".join([*lines[:first], f"{before}{instead}{after}", *lines[last + 1 :]])
