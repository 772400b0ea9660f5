"""Files that are no transcript, or not written in the one canonical way, signed or not."""

from dataclasses import replace

from tests.factories.paper.schools import open_school
from tests.factories.paper_log import Lie
from tests.factories.transcripts import SCHOOL, in_bytes
from tests.vectors.vector import Vector, Vectors, put, refused, respell, valid

TOO_MANY_MARKS, TOO_LARGE = 200_001, 5_000_001


def vectors() -> Vectors:
    yield from of_bytes()
    yield from of_spelling()
    yield from too_large()


def of_bytes() -> Vectors:
    school = open_school()
    true = in_bytes(school.form())
    text = true.decode()
    files = {
        "An empty file": b"",
        "A line feed": b"\n",
        "A web page": b"<!doctype html>\n<title>Sign in</title>\n",
        "A PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "A number": b"1\n",
        "Null": b"null\n",
        "A text": b'"practicum-transcript/2"\n',
        "A list": b"[]\n",
        "An empty object": b"{}\n",
        "An object with a format that is a number": b'{"format":2}\n',
        "Not UTF-8": true.replace("í".encode(), b"\xed"),
        "An encoded surrogate, which is not UTF-8": true.replace("í".encode(), b"\xed\xa0\x80"),
        "UTF-16": text.encode("utf-16"),
        "A byte order mark": b"\xef\xbb\xbf" + true,
        "Cut in the middle": true[: len(true) // 2],
        "Cut by one byte": true[:-2],
        "Without the line feed": true[:-1],
        "With two line feeds": true + b"\n",
        "With a carriage return": true[:-1] + b"\r\n",
        "With a NUL after it": true + b"\0",
        "With a space before it": b" " + true,
        "With a space after it": true[:-1] + b" \n",
        "Twice": true + true,
        "With spaces between": text.replace('","', '", "').encode(),
        "With a comma too many": true[:-2] + b",}\n",
        "With a comment": true.replace(b"{", b"{/**/", 1),
        "With single quotes": text.replace('"checkpoint":', "'checkpoint':").encode(),
        "A control character that is not escaped": text.replace("\\n", "\n", 1).encode(),
        "A name twice": true.replace(b'"format":', b'"format":"","format":', 1),
        "A name twice, with the same value": true.replace(
            b'"later":null', b'"later":null,"later":null', 1
        ),
        "Names in another order": b'{"statement":""' + true[1:].replace(b',"statement"', b',"s"'),
        "A needless escape": text.replace("practicum-t", "practicum-\\u0074", 1).encode(),
        "An escaped slash": text.replace(
            "practicum-transcript/2", "practicum-transcript\\/2"
        ).encode(),
        "An escape of an accent": text.replace("í", "\\u00ed").encode(),
        "A lone surrogate": text.replace("Lucía", "\\ud83d").encode(),
        "The field __proto__": text.replace(
            '{"checkpoint"', '{"__proto__":{},"checkpoint"'
        ).encode(),
    }
    for about, data in files.items():
        code = "misshapen" if "__proto__" in about else "malformed"
        yield refused("form", code, about, school, data)


def of_spelling() -> Vectors:
    """Signed texts that are not canonical, though they mean the same."""
    spellings = {
        "a fraction": respell('"minutes":120,', '"minutes":120.0,'),
        "an exponent": respell('"minutes":120,', '"minutes":12e1,'),
        "a sign before zero": respell('"break_minutes":0', '"break_minutes":-0'),
        "a zero before a number": respell('"minutes":120,', '"minutes":0120,'),
        "a number of 2^53": put_text("account", 2**53),
        "a number of -2^53": put_text("account", -(2**53)),
        "a number of 30 digits": put_text("account", 10**29),
        "an infinite number": respell('"minutes":120,', '"minutes":1e999,'),
        "no number": respell('"minutes":120,', '"minutes":NaN,'),
        "white space": respell('"minutes":', '"minutes": '),
        "a name twice": respell('"minutes":120,', '"minutes":120,"minutes":120,'),
        "another order": respell('{"at":', '{"zz":0,"at":'),
        "an uppercase escape": respell("Community clinic", "Community\\u001Fclinic"),
        "a needless escape": respell("Community clinic", "Communit\\u0079 clinic"),
        "a lone surrogate": respell("Community clinic", "\\udc00"),
        "a byte order mark": lambda facts: "\ufeff{}",
        "no object": lambda facts: "[]",
        "nothing": lambda facts: "",
    }
    for about, lie in spellings.items():
        school = open_school(lies={"sign_off": lie})
        school.sign_off()
        code = "misshapen" if about == "no object" else "malformed"
        yield refused("entries", code, f"A signed entry with {about}", school)
    school = open_school(lies={"statement": respell('"number":1', '"number":1.0')})
    yield refused("statement", "malformed", "A signed statement with a fraction", school)
    school = open_school(lies={"signing_key": respell('"first_seq":1', '"first_seq":1.0')})
    yield refused(
        "keys", "malformed", "A key's signed statement with a fraction", school, published=None
    )


def put_text(name: str, number: int) -> Lie:
    return respell(f'"{name}":11,', f'"{name}":{number},')


def too_large() -> Vectors:
    school = open_school()
    deep = in_bytes(school.form() | {"later": nested(10)})
    yield refused("form", "too_large", "Nested one deeper than any transcript", school, deep)
    deepest = in_bytes(school.form() | {"later": nested(9)})
    yield refused("form", "misshapen", "Nested as deep as is allowed", school, deepest)
    lies = {"sign_off": put("session", nested(10))}
    school = open_school(lies=lies)
    school.sign_off()
    yield refused("entries", "too_large", "A signed entry that is nested too deep", school)
    school = open_school()
    brackets = school.form(school=replace(SCHOOL, name="[" * 300 + '"\\"{' * 100))
    yield valid("Brackets in texts do not count", school, brackets)
    for about, code, *parts in (
        ("Larger than any transcript", "too_large", (" ", TOO_LARGE)),
        ("As large as is allowed", "malformed", (" ", TOO_LARGE - 1)),
        ("Too many commas", "too_large", ("[0", 1), (",0", TOO_MANY_MARKS - 2), ("]\n", 1)),
        ("As many commas as are allowed", "malformed", ("[0", 1), (",0", 199_998), ("]\n", 1)),
        ("A hundred thousand open brackets", "too_large", ("[", 100_000)),
        ("A text that never ends", "malformed", ('{"', 1), ('\\"', 100_000)),
        ("A number of a million digits", "malformed", ("9", 1_000_000)),
    ):
        known = school.key_set()
        yield Vector(about, "REFUSED", "form", code, parts=tuple(parts), published=known)


def nested(depth: int) -> list:
    value: list = []
    for _ in range(depth - 1):
        value = [value]
    return value
