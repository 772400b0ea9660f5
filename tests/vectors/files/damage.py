"""True transcripts that were changed after everything was signed."""

from tests.factories.paper.enrollments import LUCIA, MEI
from tests.factories.paper.schools import open_school, small_school
from tests.factories.paper_log import b64, key_from
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, damaged, in_text, put, refused

# Of the small school, in the file: set, license, enrollment, transfer, session, session, reversal.
SESSION, LAST = 4, 6


def vectors() -> Vectors:
    school = small_school()
    form = school.form()
    yield from of_entries(school, form)
    yield from of_the_rest(school, form)
    yield from of_other_files(school, form)


def of_entries(school: PaperSchool, form: dict) -> Vectors:
    entries, other = form["entries"], school.entry(7)
    for step, code, about, lie in (
        (
            "entries",
            "entry_unsigned",
            "the minutes of an entry",
            minutes(f"entries.{SESSION}.payload"),
        ),
        (
            "entries",
            "entry_unsigned",
            "the signature of another entry",
            put(f"entries.{SESSION}.signature", other["signature"]),
        ),
        (
            "entries",
            "entry_unproven",
            "the proof of another entry",
            put(f"entries.{SESSION}.proof", other["proof"]),
        ),
        (
            "entries",
            "entry_unproven",
            "a proof that is too short",
            put(f"entries.{SESSION}.proof", entries[SESSION]["proof"][:-1]),
        ),
        (
            "entries",
            "entry_unproven",
            "a proof that is too long",
            put(f"entries.{SESSION}.proof", [*entries[SESSION]["proof"], b64(bytes(32))]),
        ),
        (
            "entries",
            "entry_unproven",
            "a proof in another order",
            put(f"entries.{SESSION}.proof", entries[SESSION]["proof"][::-1]),
        ),
        ("entries", "entry_unproven", "no proof", put(f"entries.{SESSION}.proof", [])),
        (
            "entries",
            "key_unknown",
            "a key that the school never had",
            put(f"entries.{SESSION}.key_id", key_from("thief").id),
        ),
        (
            "entries",
            "key_unknown",
            "a key before its time",
            put(f"entries.{SESSION}.key_id", school.keys[1].id),
        ),
        (
            "entries",
            "key_unknown",
            "a key after its time",
            put(f"entries.{LAST}.key_id", school.keys[0].id),
        ),
        ("entries", "entry_order", "entries in another order", put("entries", entries[::-1])),
        ("entries", "entry_order", "an entry twice", put("entries", [*entries, entries[-1]])),
        ("chain", "chain_broken", "an entry from the middle left out", without(form, SESSION)),
        ("chain", "chain_broken", "the enrollment left out", without(form, 2)),
        ("chain", "chain_differs", "the last entry left out", without(form, LAST)),
        ("chain", "chain_differs", "the last two entries left out", without(form, LAST, LAST - 1)),
        ("chain", "reference_wrong", "the license left out", without(form, 1)),
        ("chain", "reference_wrong", "the requirement set left out", without(form, 0)),
        (
            "chain",
            "chain_broken",
            "another student's entry instead of one's own",
            put(f"entries.{SESSION}", other),
        ),
        (
            "chain",
            "entry_stray",
            "another student's entry added",
            put("entries", [school.entry(n) for n in sorted([*school.named(LUCIA), 7])]),
        ),
        (
            "chain",
            "entry_stray",
            "the entry of a new key added",
            put("entries", [school.entry(n) for n in sorted([*school.named(LUCIA), 8])]),
        ),
    ):
        yield refused(step, code, f"Damaged: {about}", school, damaged(form, lie))


def of_the_rest(school: PaperSchool, form: dict) -> Vectors:
    entry, openings = form["entries"][SESSION], form["openings"]
    other_salt = openings[1]["salt"]
    for step, code, about, lie in (
        ("statement", "unsigned", "the hours in the statement", minutes("statement")),
        (
            "statement",
            "unsigned",
            "the statement's signature is another part's",
            put("signature", entry["signature"]),
        ),
        (
            "statement",
            "key_unknown",
            "the statement's key is one that the school never had",
            put("key_id", key_from("thief").id),
        ),
        (
            "statement",
            "key_unknown",
            "the statement's key is one that had ended",
            put("key_id", school.keys[0].id),
        ),
        ("facts", "opening_wrong", "an opened text", put("openings.0.text", "Lucia Ferrer")),
        (
            "facts",
            "opening_wrong",
            "the salt of an opened text",
            put("openings.0.salt", other_salt),
        ),
        ("facts", "openings_differ", "an opening left out", put("openings", openings[1:])),
        ("facts", "openings_differ", "no openings", put("openings", [])),
        ("facts", "openings_differ", "openings in another order", put("openings", openings[::-1])),
        (
            "facts",
            "openings_differ",
            "an opening twice",
            put("openings", [openings[0], *openings]),
        ),
        (
            "facts",
            "openings_differ",
            "an opening of another student's name",
            put(
                "openings", sorted([*openings, of_mei(school)], key=lambda each: each["commitment"])
            ),
        ),
    ):
        yield refused(step, code, f"Damaged: {about}", school, damaged(form, lie))


def of_other_files(school: PaperSchool, form: dict) -> Vectors:
    other = open_school("stranger")
    other.sign_off()
    known = school.key_set()
    yield refused("trust", "key_unpublished", "Another school's", other, published=known)
    yield refused(
        "statement",
        "unsigned",
        "The statement of another transcript",
        school,
        form | {"statement": school.form(MEI)["statement"]},
    )
    elsewhere = school.form(MEI)
    mixed = form | {name: elsewhere[name] for name in ("statement", "signature")}
    yield refused("chain", "chain_differs", "The entries of another transcript", school, mixed)
    earlier = school.form(size=7)
    mixed = form | {name: earlier[name] for name in ("statement", "signature", "key_id")}
    yield refused("statement", "key_unknown", "The statement of an earlier time", school, mixed)
    mixed = form | {"checkpoint": earlier["checkpoint"]}
    yield refused("statement", "log_differs", "The checkpoint of an earlier time", school, mixed)
    one = open_school()
    one.sign_off()
    before = one.form()
    one.sign_off()
    mixed = one.form() | {"checkpoint": before["checkpoint"]}
    yield refused("statement", "log_differs", "The checkpoint of one entry before", one, mixed)
    mixed = one.form() | {name: before[name] for name in ("entries", "openings")}
    yield refused("entries", "entry_unproven", "The proofs of one entry before", one, mixed)


def minutes(path: str) -> object:
    return in_text(
        path, lambda text: text.replace('"minutes":1', '"minutes":9').replace("690", "990")
    )


def without(form: dict, *places: int) -> object:
    kept = [each for at, each in enumerate(form["entries"]) if at not in places]
    return put("entries", kept)


def of_mei(school: PaperSchool) -> dict:
    return next(each for each in school.openings(MEI) if each["text"] == "Mei Tanaka")
