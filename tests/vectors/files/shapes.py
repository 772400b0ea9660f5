"""Fields that are missing, unknown, null or of a wrong type, in every object. All of it is signed."""

import json
from collections.abc import Callable
from typing import Any

from tests.factories.paper.schools import open_school
from tests.factories.paper_log import Lie
from tests.factories.transcripts import BOARD, PaperSchool
from tests.vectors.vector import Vectors, damaged, drop, put, refused

ATTENDED = {"supervised_minutes": 90, "over_ratio_minutes": 20, "unsupervised_minutes": 10}
# How an entry of each kind gets into a transcript. Every school begins with the first three.
MAKE: dict[str, Callable[[PaperSchool], Any]] = {
    "requirement_set": lambda school: None,
    "license": lambda school: school.sign_off(),
    "enrollment": lambda school: None,
    "enrollment_change": lambda school: school.change(),
    "sign_off": lambda school: school.sign_off(
        session={"provenance": "clocked"}, attendance=ATTENDED
    ),
    "transfer": lambda school: school.credit(),
    "opening": lambda school: school.credit(kind="opening"),
    "reversal": lambda school: school.reverse(school.sign_off()),
    "transcript": lambda school: school.issue(),
    "revocation": lambda school: school.revoke(school.issue().seq),
    "subject_hours": lambda school: school.teach(),
    "month_closed": lambda school: school.close_month(),
}
WRONG = {  # a field, and values that it does not take
    "sign_off": {
        "seq": [0, "4", True],
        "enrollment_seq": [0],
        "enrollment": ["7D1F3C52-0F0E-4F43-9F0A-5D6A4F1F2A01", "7d1f3c520f0e4f439f0a5d6a4f1f2a01"],
        "previous": ["00" * 31],
        "schema": [1, 3, "2"],
        "at": [
            "2026-11-17T22:30:00Z",
            "2026-11-17T24:00:00.000000Z",
            "2026-11-17 22:30:00.000000Z",
        ],
        "minutes": ["120", True],
        "fingerprint": ["0" * 63 + "A"],
        "local": ["2026-11-17T17:30-05:00", "2026-11-17T17:30:00Z", "2026-11-17T17:30:00-0500"],
        "history.events": [0],
        "attendance": [[]],
        "attendance.supervised_minutes": [-1],
        "license.seq": [0],
        "signer.account": [0, "11"],
        "signer.printed_name": [""],
        "signer.expires_on": ["2027-8-31", "2027-02-29", "0000-01-01"],
        "authentication.method": [""],
        "session.version": [0],
        "session.break_minutes": [-1],
        "session.clients": [-1],
        "session.rounding": ["half_up"],
        "session.provenance": ["guessed"],
        "session.local": [
            "2026-11-17T12:00-05:00",
            "2026-11-17T12:00-05:00 2026-11-17T14:00-05:00",
        ],
        "session.starts_at": ["2026-11-31T17:00:00.000000Z", "2026-11-17T17:00:60.000000Z"],
        "session.note": [""],
        "session": [None, []],
    },
    "enrollment": {"status": ["paused"], "ended_on": [""], "student": [0]},
    "requirement_set": {
        "minutes_per_clock_hour": [45, "60"],
        "rounding": ["up"],
        "edition": [0],
        "requirements": [{}],
        "requirements.0.minutes": [-1],
        "requirements.0.maximum_minutes": ["", -1],
    },
    "transcript": {"files.0.name": ["", "é.pdf"], "files.0.sha256": ["00"], "log_size": [0]},
    "subject_hours": {"clients": [1]},
    "month_closed": {"month": ["2026-13", "2026-11-01", "0000-01"]},
    "license": {"license": ["1"], "printed_name": [""], "is_withdrawn": [0, "false", None]},
    "statement": {
        "number": [0, "1"],
        "code": ["8" + "0" * 25, "0123456789abcdefghjkmnpqrs", "0123456789ABCDEFGHJKMNPQR"],
        "study.minutes_per_clock_hour": [0],
        "study.status": ["graduated"],
        "requirements.0.clients": [-1],
        "chain.length": [0],
        "log.size": [0],
        "log.root": [""],
        "standard": [False],
        "format": ["practicum-transcript/1", "practicum-transcript/3"],
    },
    "signing_key": {
        "schema": [1],
        "kind": ["key"],
        "first_seq": [0],
        "key.crv": ["Ed448"],
        "key.x": ["", "OncvNRS7wGrydrFsQ7iv3w4DWOYUbhhWpvHkpcMsAm9"],
        "previous": [""],
    },
    "file": {
        "format": ["practicum-transcript/1", "practicum-transcript/02", "practicum-transcript"],
        "statement": [None, {}],
        "signature": ["", "AAAA"],
        "key_id": ["", "A" * 44],
        "later": [False, []],
        "keys": [[], {}],
        "entries": [[], None],
        "entries.0.proof": [None, ["AA=="]],
        "openings": [None, {}],
        "openings.0.salt": [""],
    },
}


def vectors() -> Vectors:
    for kind in ("file", "signing_key", "statement", *MAKE):
        for path, facts in objects(honest(kind)):
            yield from of_an_object(kind, path, facts)
        for path, values in WRONG.get(kind, {}).items():
            for value in values:
                about = f"{path} of {kind} is {json.dumps(value, ensure_ascii=False)}"
                yield vector_of(kind, about, put(path, value))


def of_an_object(kind: str, path: str, facts: dict) -> Vectors:
    where = f"{kind}.{path}".rstrip(".")
    inside = f"{path}." if path else ""
    # Which fields is arbitrary: each object in turn gets another one.
    names = sorted(facts)
    missing = names[len(path) % len(names)]
    yield vector_of(kind, f"{where} lacks {missing}", drop(f"{inside}{missing}"))
    yield vector_of(kind, f"{where} has one field more", put(f"{inside}more", None))


def vector_of(kind: str, about: str, lie: Lie) -> Any:
    if kind == "file":
        school = school_of("sign_off")
        form = school.form(later=school.later(3, 4), size=3)
        return refused("form", "misshapen", about, school, damaged(form, lie))
    if kind == "signing_key":
        school = open_school(lies={kind: lie})
        return refused("keys", "misshapen", about, school, published=None)
    school = school_of(kind, lie)
    standing = school.form(standard=BOARD) if kind == "statement" else school.form()
    step = "statement" if kind == "statement" else "entries"
    return refused(step, "misshapen", about, school, standing)


def school_of(kind: str, lie: Lie | None = None) -> PaperSchool:
    school = open_school(lies={kind: lie} if lie else {})
    MAKE.get(kind, MAKE["sign_off"])(school)
    return school


def honest(kind: str) -> dict:
    """Return what is said under a kind, to find the objects in it."""
    school = school_of(kind)
    if kind == "file":
        return school.form(later=school.later(3, 4), size=3)
    if kind == "signing_key":
        return json.loads(school.key_forms[0]["statement"])
    if kind == "statement":
        return json.loads(school.form(standard=BOARD)["statement"])
    return next(each.facts for each in school.posted if each.facts["kind"] == kind)


def objects(facts: Any, path: str = "") -> list[tuple[str, dict]]:
    """Return the objects in a value with their paths. Of a list, those in its first item."""
    if isinstance(facts, list):
        return objects(facts[0], f"{path}.0") if facts else []
    if not isinstance(facts, dict):
        return []
    inner = [each for name in sorted(facts) for each in objects(facts[name], f"{path}.{name}")]
    return [(path.lstrip("."), facts), *inner]
