"""Converts the texts in `text/` to Wagtail field values: blocks, page links, pictures."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wagtail.models import Page

from home.core.models import Picture

from .prose import rich_text

TEXTS = Path(__file__).parent / "text"
RICH = {"text": {"text"}, "feature": {"text"}, "questions": {"answer"}}
ROWS = {"steps": "step", "treatments": "treatment", "hours": "opening"}
STREAMS = {"actions": "link", "links": "link", "footer_links": "link", "facts": "fact"}


def text(name: str, **words: str) -> dict:
    """Return a text's fields, with each `{word}` replaced by the argument of that name."""
    fields = tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: _filled(value, words) for key, value in fields.items()}


def _filled(value: Any, words: dict[str, str]) -> Any:
    return value.format(**words) if isinstance(value, str) else value


def as_columns(fields: dict) -> dict:
    """Return the fields with their streams as JSON, which every StreamField accepts."""
    return {
        key: json.dumps(value) if isinstance(value, list) else value
        for key, value in fields.items()
    }


@dataclass(frozen=True)
class Composer:
    """Knows the pages that can be linked to and the pictures that can be shown."""

    home: Page
    pictures: dict[str, Picture]

    def fields(self, name: str, **words: str) -> dict:
        """Return a text's fields as values for a page or the settings."""
        return {key: self._field(key, value) for key, value in text(name, **words).items()}

    def _field(self, key: str, value: Any) -> Any:
        match key:
            case "body":
                return [self._block(dict(block)) for block in value]
            case "hero_picture" | "map_picture":
                return self.pictures[value]
            case "cards_index":
                return self.page(value)
            case _ if key in ROWS:
                return [{"type": ROWS[key], "value": row} for row in value]
            case _ if key in STREAMS:
                return self._stream(STREAMS[key], value)
            case _:
                return value.strip() if isinstance(value, str) else value

    def _block(self, block: dict) -> dict:
        kind = block.pop("type")
        rich = RICH.get(kind, set())
        return {
            "type": kind,
            "value": {key: self._part(key, part, rich) for key, part in block.items()},
        }

    def _part(self, key: str, value: Any, rich: set[str]) -> Any:
        if key in rich:
            return rich_text(value)
        if key == "picture":
            picture = self.pictures[value]
            return {"image": picture.pk, "alt_text": picture.description, "decorative": False}
        if key == "links":
            return self._stream("link", value)
        if key == "link" and isinstance(value, dict):
            return self._link(value)
        if isinstance(value, list):
            return [
                {name: self._part(name, part, rich) for name, part in row.items()} for row in value
            ]
        return value.strip() if isinstance(value, str) else value

    def _stream(self, kind: str, rows: list[dict]) -> list[dict]:
        values = [self._link(row) for row in rows]
        return [{"type": kind, "value": value} for value in values if value]

    def _link(self, row: dict) -> dict | None:
        """Return a link as a block value; None if its page does not exist."""
        if "to" not in row:
            return row
        page = self.page(row["to"])
        return {"label": row["label"], "page": page.pk} if page else None

    def page(self, path: str) -> Page | None:
        """Return the page at a path, such as /about/licensure/."""
        return Page.objects.filter(url_path=self._address(path)).first()

    def existing(self, path: str) -> Page:
        """Return the page at a path. Raises Page.DoesNotExist."""
        return Page.objects.get(url_path=self._address(path))

    def _address(self, path: str) -> str:
        return self.home.url_path + path.lstrip("/")
