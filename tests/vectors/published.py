"""The published corpus as it lies in docs/, read as a stranger would read it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs"
FOLDER = DOCS / "transcript-vectors"


@dataclass(frozen=True)
class Case:
    """A row of the index."""

    row: dict[str, Any]

    @property
    def data(self) -> bytes:
        if "parts" in self.row:
            return "".join(text * times for text, times in self.row["parts"]).encode()
        return (FOLDER / self.row["file"]).read_bytes()

    @property
    def said(self) -> tuple[str, str | None, str | None]:
        """Return the verdict, and the step and code that decide it."""
        return self.row["verdict"], self.row["step"], self.row["code"]

    @property
    def keys(self) -> list[dict] | None:
        if self.row["published"] is None:
            return None
        published = json.loads((FOLDER / self.row["published"]).read_bytes())
        return [key["practicum"] for key in published["keys"]]

    @property
    def kept(self) -> list[str]:
        return [(FOLDER / name).read_bytes().decode() for name in self.row["kept"]]

    @property
    def policy(self) -> str | None:
        return self.row["policy"] and (FOLDER / self.row["policy"]).read_text()

    @property
    def ask(self) -> Callable[[str, str], bytes] | None:
        """Return a function that answers for the school's site."""
        if self.row["site"] is None:
            return None
        return lambda _site, path: self.answer(path)

    def answer(self, path: str) -> bytes:
        said = self.row["site"][path]
        return (said if isinstance(said, str) else json.dumps(said)).encode()


CASES = [Case(row) for row in json.loads((FOLDER / "vectors.json").read_bytes())]
