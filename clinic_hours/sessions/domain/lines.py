"""The log's hours as lines, each read only from its signed bytes.

The field names are those of a transcript's JSON format, specified in docs/transcript-format.md.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry, as stated in its payload. Times are ISO 8601 with their offset, or "" if it has none.

    `reverses` is the number of the entry that a reversal takes back; `taken_back_by` is the inverse. The
    minutes by supervision are None where no clock was seen.
    """

    seq: int
    kind: str
    minutes: int
    clients: int
    category: str = ""
    requirement: str = ""
    occurred_on: str = ""
    starts: str = ""
    ends: str = ""
    site: str = ""
    provenance: str = ""
    document: str = ""
    reason: str = ""
    printed_name: str = ""
    credential: str = ""
    license_number: str = ""
    jurisdiction: str = ""
    signed: str = ""
    supervised_minutes: int | None = None
    over_ratio_minutes: int | None = None
    unsupervised_minutes: int | None = None
    reverses: int | None = None
    taken_back_by: int | None = None

    @property
    def on_the_clock(self) -> dict[str, int] | None:
        """Its minutes by supervision, or None where no clock was seen."""
        minutes = {name: getattr(self, name) for name in ON_THE_CLOCK}
        return None if None in minutes.values() else minutes


COPIED = frozenset(field.name for field in fields(EntryLine))
ON_THE_CLOCK = ("supervised_minutes", "over_ratio_minutes", "unsupervised_minutes")
COMMITTED = frozenset({"document", "reason"})


def line_of(payload: bytes, texts: Mapping[str, str] = MappingProxyType({})) -> EntryLine:
    """Return the line for one entry's payload. A reversal's payload names no requirement.

    `texts` are those behind commitments; without them, a document or reason is empty.
    """
    said = json.loads(payload)
    facts: dict[str, Any] = {name: said[name] for name in COPIED & said.keys()}
    facts |= {name: said["signer"][name] for name in COPIED & said["signer"].keys()}
    facts |= {name: texts.get(said[name], "") for name in COMMITTED & said.keys()}
    facts["signed"] = said["local"]
    session = said.get("session")
    if session:
        starts, _, ends = session["local"].partition("/")
        facts |= {name: session[name] for name in ("category", "requirement", "site", "provenance")}
        facts |= {"starts": starts, "ends": ends, "occurred_on": starts[: len("YYYY-MM-DD")]}
    attendance = said.get("attendance") or {}
    facts |= {name: attendance[name] for name in ON_THE_CLOCK if name in attendance}
    if said["kind"] == "reversal":
        facts["reverses"] = said["reverses"]["seq"]
    return EntryLine(**facts)


def joined_lines(lines: Mapping[int, EntryLine]) -> tuple[EntryLine, ...]:
    """Return the lines, the two of a reversal linked. It has what its entry was, and takes its time back."""
    taken_back = {line.reverses: line.seq for line in lines.values() if line.reverses}
    return tuple(
        replace(joined(line, lines), taken_back_by=taken_back.get(line.seq))
        for line in lines.values()
    )


def joined(line: EntryLine, lines: Mapping[int, EntryLine]) -> EntryLine:
    if line.reverses is None:
        return line
    before = lines[line.reverses]
    return replace(
        line,
        category=before.category,
        requirement=before.requirement,
        occurred_on=before.occurred_on,
        document=before.document,
        provenance=before.provenance,
        supervised_minutes=taken_back(before.supervised_minutes),
        over_ratio_minutes=taken_back(before.over_ratio_minutes),
        unsupervised_minutes=taken_back(before.unsupervised_minutes),
    )


def taken_back(minutes: int | None) -> int | None:
    return minutes and -minutes
