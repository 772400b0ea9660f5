"""Files and entries in a newer format, of which a verifier of this one can say nothing."""

from tests.factories.paper.enrollments import LUCIA
from tests.factories.paper.schools import open_school
from tests.factories.transcripts import in_bytes
from tests.vectors.vector import Vectors, damaged, drop, put, refused, unknown


def vectors() -> Vectors:
    school = open_school()
    for number in (3, 10, 99999999999999999999):
        newer = {"format": f"practicum-transcript/{number}", "anything": [1]}
        about = f"A file in format {number}"
        yield unknown("form", "newer_format", about, school, newer)
    newer = in_bytes({"format": "practicum-transcript/3"})
    about = "A file in a newer format that is not canonical"
    yield refused("form", "malformed", about, school, b" " + newer)
    about = "A file in a newer format without a line feed"
    yield refused("form", "malformed", about, school, newer[:-1])
    school.post("punch", {"minutes": 12, "photo": None}, LUCIA)
    yield unknown("entries", "newer_format", "An entry of a new kind", school)
    about = "A damaged entry of a new kind"
    changed = damaged(school.form(), put("entries.2.signature", school.entry(1)["signature"]))
    yield refused("entries", "entry_unsigned", about, school, changed)
    school.sign_off(lie=put("session.site", 1))
    about = "An entry of a new kind, and a wrong one after it"
    yield refused("entries", "misshapen", about, school)
    for about, lie in {
        "without a time": drop("at"),
        "with another schema": put("schema", 3),
        "with a number for a kind": put("kind", 3),
        "with an empty kind": put("kind", ""),
    }.items():
        school = open_school()
        school.post("punch", {}, LUCIA, lie=lie)
        yield refused("entries", "misshapen", f"An entry of a new kind {about}", school)
    school = open_school()
    school.post("punch", {}, LUCIA)
    changed = school.form() | {"openings": []}
    about = "An entry of a new kind, and openings that nobody can check"
    yield unknown("entries", "newer_format", about, school, changed)
    yield unknown(
        "trust", "trust_open", "An entry of a new kind, and no keys", school, published=None
    )
