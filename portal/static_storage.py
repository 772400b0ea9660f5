"""Static files in production: hashed, compressed, and two style sheets instead of forty imports.

`css/site.css` and `css/desk.css` list their parts as `@import`s, which are readable and cost nothing in
development. On a phone each import is another round trip, so `collectstatic` inlines them.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Each is one file with its imports inlined. All but the first are for some pages only.
ENTRIES = tuple(
    f"css/{name}.css"
    for name in (
        *("site", "desk", "attendance", "kiosk", "queue", "roster"),
        *("shifts", "students", "verification"),
    )
)
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;\n?')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RELATIVE_URL = re.compile(r'url\("(?!data:|/|#)(?P<path>[^"]+)"\)')
INDENT = re.compile(r"\n\s*")


def inline(name: str, read: Callable[[str], str]) -> str:
    """Return the style sheet `name` with its imports inlined; `read` returns a file's text.

    Only this project's form of import is supported: `@import url("…") layer(…);`.
    """

    def part(match: re.Match) -> str:
        path = normal(PurePosixPath(name).parent / match["path"])
        css = rebase(inline(path, read), PurePosixPath(path).parent, PurePosixPath(name).parent)
        return f"@layer {match['layer']} {{\n{css}}}\n" if match["layer"] else css

    return IMPORT.sub(part, INDENT.sub("\n", COMMENT.sub("", read(name))))


def rebase(css: str, source: PurePosixPath, target: PurePosixPath) -> str:
    """Rewrite the relative URLs in `css` from folder `source` to folder `target`."""
    if source == target:
        return css
    up = "../" * len(target.parts)
    return RELATIVE_URL.sub(lambda match: f'url("{up}{normal(source / match["path"])}")', css)


def normal(path: PurePosixPath) -> str:
    """Resolve the `..` in a path below the static root."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


class JoinedSheetsStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, with all imports inlined in the entry style sheets."""

    support_js_module_import_aggregation = True  # also hash the names in script imports

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        if not dry_run:
            memory = InMemoryStorage()
            for entry in ENTRIES:
                memory.save(entry, ContentFile(inline(entry, read).encode()))
            paths = {**paths, **{entry: (memory, entry) for entry in ENTRIES}}
        yield from super().post_process(paths, dry_run, **options)
