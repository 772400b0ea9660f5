"""One file to check, with what a reader has and what a verifier should say; and ways to damage files."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from clinic_hours.ledger.domain.canonical import canonical_json
from tests.factories.paper_log import Lie
from tests.factories.transcripts import PaperSchool, in_bytes


@dataclass(frozen=True)
class Vector:
    """`parts` are texts and how often each is repeated, for a file that is too large to keep."""

    about: str
    verdict: str
    step: str | None = None
    code: str | None = None
    data: bytes = b""
    parts: tuple[tuple[str, int], ...] = ()
    published: dict | None = None
    kept: tuple[str, ...] = ()
    policy: str | None = None
    site: dict[str, Any] | None = field(default=None)

    @property
    def whole(self) -> bytes:
        """Return the bytes of the file."""
        return "".join(text * times for text, times in self.parts).encode() or self.data


Vectors = Iterator[Vector]
File = bytes | dict | None


def valid(about: str, school: PaperSchool, file: File = None, **more: Any) -> Vector:
    return vector("VALID", None, None, about, school, file, **more)


def refused(
    step: str, code: str, about: str, school: PaperSchool, file: File = None, **more: Any
) -> Vector:
    return vector("REFUSED", step, code, about, school, file, **more)


def unknown(
    step: str, code: str, about: str, school: PaperSchool, file: File = None, **more: Any
) -> Vector:
    return vector("UNKNOWN", step, code, about, school, file, **more)


def vector(
    verdict: str,
    step: str | None,
    code: str | None,
    about: str,
    school: PaperSchool,
    file: File,
    **more: Any,
) -> Vector:
    """Return a vector about a file, or else Lucía's transcript. The reader has the school's keys."""
    form = school.form() if file is None else file
    data = form if isinstance(form, bytes) else in_bytes(form)
    return Vector(about, verdict, step, code, data, **({"published": school.key_set()} | more))


# Ways to damage. A path is names and numbers of list items, with dots between them.


def put(path: str, value: Any) -> Lie:
    """Return a lie that sets a field."""

    def lie(facts: dict) -> None:
        holder, name = found(facts, path)
        holder[name] = value

    return lie


def drop(path: str) -> Lie:
    def lie(facts: dict) -> None:
        holder, name = found(facts, path)
        del holder[name]

    return lie


def respell(old: str, new: str) -> Lie:
    """Return a lie that signs the same facts, spelled in another way."""

    def lie(facts: dict) -> str:
        text = canonical_json(facts).decode()
        assert old in text, old
        return text.replace(old, new, 1)

    return lie


def found(facts: Any, path: str) -> tuple[Any, Any]:
    *way, name = (int(each) if each.isdigit() else each for each in path.split("."))
    for each in way:
        facts = facts[each]
    return facts, name


def damaged(form: dict, *lies: Lie) -> dict:
    """Return a file's parts, changed after everything was signed."""
    copy = json.loads(json.dumps(form))
    for lie in lies:
        lie(copy)
    return copy


def in_text(path: str, change: Callable[[str], str]) -> Lie:
    """Return a lie that changes a text in place."""

    def lie(facts: dict) -> None:
        holder, name = found(facts, path)
        changed = change(holder[name])
        assert changed != holder[name], path
        holder[name] = changed

    return lie
