"""What a worker began and what was reported done, in its own file."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Diary:
    """One run of one worker. A killed one leaves at most one act begun but not done."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("xb")

    def write(self, **what: Any) -> None:
        self.file.write(json.dumps(what).encode() + b"\n")
        self.file.flush()

    def acknowledge(self, done: Any) -> None:
        """Record that a service returned, so that even a machine crash would not lose it."""
        self.write(done=done)
        os.fsync(self.file.fileno())


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a diary. An interrupted last line is ignored."""
    for line in path.read_bytes().splitlines(keepends=True):
        if line.endswith(b"\n"):
            yield json.loads(line)


def left_open(path: Path) -> dict[str, Any] | None:
    """Return the act that was begun but neither done nor refused, or None."""
    lines = list(lines_of(path))
    return lines[-1] if lines and "begins" in lines[-1] else None


def ended_in(folder: Path) -> int:
    """Return how many acts are done or broken, in all runs of all workers."""
    texts = [path.read_bytes() for path in folder.glob("*.diary")]
    return sum(text.count(b'{"done"') + text.count(b'{"surprise"') for text in texts)
