"""Checkpoints: their format, and signature lines that are known, unknown, wrong or too many."""

import base64

from clinic_hours.ledger.domain.checkpoints import TreeHead, key_hash
from tests.factories.paper.schools import open_school
from tests.factories.paper_log import ORIGIN, Witness, b64, key_from, note, signature_line
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, refused, valid

ANNA, BEN = Witness("college.test/anna"), Witness("вуз.example/бен")
DASH = "\N{EM DASH}"


def vectors() -> Vectors:
    school = open_school()
    form, note_ = school.form(), school.checkpoint()
    for about, lines in true_lines(school).items():
        yield valid(f"A checkpoint with {about}", school, form | {"checkpoint": note_ + lines})
    first = form | {"checkpoint": before_the_schools(note_)}
    yield valid("A checkpoint with another's line before the school's", school, first)
    for about, (code, changed) in wrong_notes(school, note_).items():
        changed_form = form | {"checkpoint": changed}
        yield refused("checkpoint", code, f"A checkpoint {about}", school, changed_form)
    for origin, about in (("a b", "a space"), ("a+b", "a plus sign"), ("a\u2003b", "an em space")):
        school = open_school(origin=origin)
        about = f"A log whose name has {about}"
        yield refused("checkpoint", "note_malformed", about, school)
    school = open_school()
    empty = note(school.head(0), school.keys[0])
    changed_form = school.form() | {"checkpoint": empty}
    yield refused("statement", "log_differs", "A checkpoint of no entries", school, changed_form)
    for proof in ([], [b64(school.root())]):
        grown = changed_form | {"later": {"checkpoint": school.checkpoint(), "proof": proof}}
        about = f"A checkpoint of no entries, and a larger one with {len(proof)} hashes"
        yield refused("checkpoint", "later_unproven", about, school, grown)


def true_lines(school: PaperSchool) -> dict[str, str]:
    body = school.head().body()
    other = key_from("other")
    return {
        "the lines of two witnesses": ANNA.line(body) + BEN.line(body),
        "the wrong line of a witness that nobody knows": ANNA.line("another text"),
        "99 more lines": "".join(Witness(f"w{n}").line(body) for n in range(99)),
        "another key under the log's name": signature_line(
            ORIGIN, key_hash(ORIGIN, other.public_key) + bytes(64)
        ),
        "the school's key under another name": signature_line(
            "other.test", key_hash(ORIGIN, school.keys[0].public_key) + bytes(64)
        ),
        "a long line of another kind": signature_line("pq.example", bytes(range(256)) * 8),
        "the shortest line": signature_line("x", bytes(5)),
        "the school's line twice": school.checkpoint().split("\n\n")[1],
    }


def wrong_notes(school: PaperSchool, good: str) -> dict[str, tuple[str, str]]:
    body, line = good.split("\n\n")
    body += "\n"
    origin, size, root = body.split("\n")[:3]
    blob = base64.b64decode(line.split(" ")[2])
    head = school.head()
    other_root = TreeHead(ORIGIN, head.size, bytes(32)).body()
    bad = "note_malformed"
    return {
        "without a signature": (bad, f"{body}\n"),
        "without its last line feed": (bad, good[:-1]),
        "with text after it": (bad, f"{good}more\n"),
        "with a carriage return": (bad, good.replace("\n", "\r\n")),
        "with an extension line": (bad, f"{body}more\n\n{line}"),
        "without an empty line": (bad, body + line),
        "with an empty line more": (bad, f"{body}\n\n{line}"),
        "with a hyphen instead of a dash": (bad, good.replace(DASH, "-")),
        "with a zero before its size": (bad, good.replace(f"\n{size}\n", f"\n0{size}\n")),
        "with a sign before its size": (bad, good.replace(f"\n{size}\n", f"\n+{size}\n")),
        "with a size of 2^53": (bad, good.replace(f"\n{size}\n", f"\n{2**53}\n")),
        "with Arabic digits": (bad, good.replace(f"\n{size}\n", "\n٣\n")),
        "with a root of 31 bytes": (bad, good.replace(root, b64(bytes(31)))),
        "with a root in hexadecimal": (bad, good.replace(root, head.root.hex())),
        "without a name in a line": (bad, good + f"{DASH}  {b64(bytes(72))}\n"),
        "with two spaces in a line": (bad, good.replace(f"{DASH} ", f"{DASH}  ")),
        "with four bytes in a line": (bad, good + signature_line("x", bytes(4))),
        "with base64 that has no padding": (bad, good + f"{DASH} x {b64(bytes(5)).rstrip('=')}\n"),
        "with 100 more lines": (bad, good + "".join(ANNA.line(str(n)) for n in range(100))),
        "of a log without a name": (bad, good.replace(origin, "")),
        "that is empty": (bad, ""),
        "of another size": ("note_unsigned", good.replace(f"\n{size}\n", "\n2\n")),
        "of another root": ("note_unsigned", other_root + good[len(body) :]),
        "of another origin": ("note_unsigned", good.replace(ORIGIN, "other.test/hours")),
        "signed under another name": ("note_unsigned", f"{body}\n{signature_line('other', blob)}"),
        "signed by another key": ("note_unsigned", note(head, key_from("thief"))),
        "signed by a witness only": ("note_unsigned", f"{body}\n{ANNA.line(body)}"),
        "with 63 bytes of signature": (
            "note_unsigned",
            f"{body}\n{signature_line(ORIGIN, blob[:-1])}",
        ),
        "with 65 bytes of signature": (
            "note_unsigned",
            f"{body}\n{signature_line(ORIGIN, blob + bytes(1))}",
        ),
        "whose signature covers the empty line": (
            "note_unsigned",
            f"{body}\n{over_the_empty_line(school, body)}",
        ),
        "with a right and a wrong line of the school's": (
            "note_unsigned",
            good + signature_line(ORIGIN, blob[:4] + bytes(64)),
        ),
    }


def over_the_empty_line(school: PaperSchool, body: str) -> str:
    key = school.keys[0]
    return signature_line(ORIGIN, key_hash(ORIGIN, key.public_key) + key.sign(f"{body}\n".encode()))


def before_the_schools(note_: str) -> str:
    body, line = note_.split("\n\n")
    return f"{body}\n\n{ANNA.line('any text')}{line}"
