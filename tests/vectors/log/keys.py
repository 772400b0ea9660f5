"""Keys that are replaced, retired or stolen, and lists of keys that do not fit together."""

from datetime import datetime, timedelta
from typing import Any

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.keys import KeyStatement
from tests.factories.paper.enrollments import MEI
from tests.factories.paper.schools import brief_school, open_school
from tests.factories.paper.sites import growth, status
from tests.factories.paper_log import NOON, PaperLog, b64, key_from
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, damaged, put, refused, unknown, valid

STOLEN = NOON + timedelta(days=1)


def vectors() -> Vectors:
    yield from trusted()
    for how, since in (("replaced", None), ("stolen", STOLEN)):
        yield from ended(how, since)
    yield from changes()
    yield from invented()
    yield from broken()


def trusted() -> Vectors:
    school = brief_school()
    known = school.key_set()
    older = {"keys": known["keys"][:1]}
    yield valid("The reader's list of keys is older than the transcript", school, published=older)
    odd = {"about": "more", "keys": [{"practicum": each["practicum"]} for each in known["keys"]]}
    yield valid("The list of keys has other fields around them", school, published=odd)
    yield unknown("trust", "trust_open", "Without a list of keys", school, published=None)
    stranger = open_school("stranger")
    yield unknown("trust", "trust_open", "Another school, without a list", stranger, published=None)
    yield refused("trust", "key_unpublished", "Another school's keys", stranger, published=known)
    yield refused(
        "trust", "key_unpublished", "A second key that differs", forked(), published=known
    )


def forked() -> PaperSchool:
    """Return a school whose first key endorsed another second key."""
    school = open_school()
    school.credit()
    school.enroll(MEI)
    add(school, key_from("other"))
    return school


def add(school: PaperLog, key: Any, **lies: Any) -> None:
    """Add a key without an entry that says so."""
    facts = {
        "public_key": key.public_key,
        "first_seq": len(school.posted) + 1,
        "previous": school.keys[-1].id,
        "added_at": NOON,
    }
    school.add_key(key, KeyStatement(**facts | lies).payload(), None)


def ended(how: str, since: datetime | None) -> Vectors:
    """A transcript whose key was replaced right after it, for one reason or another."""
    word = "stolen" if since else "ended"
    school = open_school()
    school.sign_off()
    form, size, before = school.form(), len(school.posted), school.key_set()
    school.change_keys(stolen_since=since)
    newer = form | {"keys": school.key_forms}
    yield unknown("period", word, f"The key was {how}, says the reader's list", school, form)
    yield unknown("period", word, f"The key was {how}, says the file", school, newer)
    yield valid(f"The key was {how}, which the reader doesn't know", school, form, published=before)
    shown = newer | {"later": school.later(size)}
    yield valid(f"The key was {how}, but the log continues", school, shown)
    yield refused(
        "checkpoint",
        "note_unsigned",
        f"The key was {how}, but no list has the next one",
        school,
        form | {"later": school.later(size)},
        published=before,
    )
    kept = {"kept": (school.checkpoint(size),)}
    yield valid(f"The key was {how}, but the reader kept its head", school, newer, **kept)
    kept = {"kept": (school.checkpoint(0),)}
    about = f"The key was {how}, and the reader kept a smaller head"
    yield unknown("period", word, about, school, newer, **kept)
    kept = {"kept": (school.checkpoint(size, by=school.keys[1]),)}
    about = f"The key was {how}, but the next one signed the same head"
    yield valid(about, school, newer, **kept)
    school.sign_off()
    asked = {"site": status(school, newer) | growth(school, size)}
    yield valid(f"The key was {how}, but the site shows more", school, newer, **asked)
    old = {"site": status(school, newer, checkpoint=school.checkpoint(size))}
    about = f"The key was {how}, and the site shows no more"
    yield unknown("period", word, about, school, newer, **old)
    own = newer | {"later": school.later(size, size + 1, by=school.keys[0])}
    about = f"The key was {how}, but signed the later head"
    yield refused("checkpoint", "key_unknown", about, school, own)
    school.change_keys()
    shown = newer | {"later": school.later(size, size + 2, by=school.keys[1])}
    about = f"The key was {how}, and so was that of the later head"
    yield unknown("period", word, about, school, shown)
    mixed = form | {"keys": school.key_forms, "later": school.later(size)}
    yield valid(f"The key was {how}, and then the next one", school, mixed)


def changes() -> Vectors:
    """Heads and statements at the very change of keys may be made with either key."""
    school = open_school()
    school.sign_off()
    old, new = school.form(), key_from("key 2")
    add(school, new)
    fresh = school.form()
    statement = {"signature": b64(new.sign(fresh["statement"].encode())), "key_id": new.id}
    checkpoint = {"checkpoint": school.checkpoint(by=new)}
    both = fresh | statement | checkpoint
    yield valid("Signed by the new key before its first entry", school, both)
    about = "Only the head is signed by the new key"
    yield unknown("period", "ended", about, school, fresh | checkpoint)
    about = "Only the statement is signed by the new key"
    yield unknown("period", "ended", about, school, fresh | statement)
    two = old["checkpoint"] + school.checkpoint(by=new).split("\n\n")[1]
    yield valid("The head is signed by both keys", school, both | {"checkpoint": two})
    add(school, key_from("key 3"))
    known = fresh | statement | {"checkpoint": school.checkpoint(by=key_from("key 3"))}
    known |= {"keys": school.key_forms}
    yield unknown("period", "ended", "A key that never signed an entry", school, known)
    school = brief_school()
    later = {"size": 6, "later": school.later(6)}
    yield valid("A later head by the same key", school, school.form(**later))
    for size, about in ((7, "that is as large"), (6, "that is smaller")):
        later = {"checkpoint": school.checkpoint(size), "proof": []}
        form = school.form(later=later)
        yield refused("checkpoint", "later_unproven", f"A later head {about}", school, form)
    for about, lie in (
        ("too short a proof", lambda later: later["proof"].pop()),
        ("too long a proof", lambda later: later["proof"].append(b64(bytes(32)))),
        ("another proof", lambda later: later["proof"].reverse()),
        ("no proof", put("proof", [])),
    ):
        later = damaged(school.later(5), lie)
        form = school.form(size=5, later=later)
        yield refused("checkpoint", "later_unproven", f"A later head with {about}", school, form)
    other = brief_school(origin="other.test/hours")
    form = school.form(size=6, later=other.later(6))
    yield refused("checkpoint", "later_unproven", "A later head of another log", school, form)


def invented() -> Vectors:
    """Whoever finds a retired key can invent a whole log, and prove everything in it."""
    school = brief_school()
    thief = open_school()
    thief.sign_off(minutes=600)
    known = {"published": school.key_set()}
    yield unknown("period", "ended", "A history invented with a retired key", thief, **known)
    full = thief.form() | {"keys": school.key_forms}
    about = "A history invented with a retired key, with all keys"
    yield unknown("period", "ended", about, thief, full, **known)
    forged = full | {"later": school.later(4)}
    about = "A history invented with a retired key, and a true later head"
    yield refused("checkpoint", "later_unproven", about, thief, forged, **known)
    kept = known | {"kept": (school.checkpoint(4),)}
    about = "A history invented with a retired key, and a head that the reader kept"
    yield refused("pinned", "rewritten", about, thief, **kept)
    site = known | {"site": status(school, thief.form(), state="unknown", statement=None)}
    about = "A history invented with a retired key, which the site does not know"
    yield refused("online", "online_unknown", about, thief, **site)
    while len(thief.posted) < 6:
        thief.sign_off(minutes=60)
    about = "A history invented with a retired key, longer than its time"
    yield refused("checkpoint", "key_unknown", about, thief, **known)


def broken() -> Vectors:
    school = brief_school()
    form, known = school.form(), school.key_set()
    first, second = form["keys"]
    for about, keys in {
        "The second key is not endorsed": [first, second | {"endorsement": None}],
        "The second key is endorsed by itself": [
            first,
            second | {"endorsement": second["signature"]},
        ],
        "The first key has an endorsement": [first | {"endorsement": first["signature"]}, second],
        "The second key is signed by the first": [
            first,
            second | {"signature": second["endorsement"]},
        ],
        "The first key left out": [second],
        "A key twice": [first, first],
        "Keys in another order": [second, first],
        "The statement of a key changed": [
            first,
            second | {"statement": second["statement"].replace('"first_seq":6', '"first_seq":5')},
        ],
    }.items():
        changed = form | {"keys": keys}
        yield refused("keys", "key_broken", about, school, changed, published=known)
    changed = form | {"keys": [first]}
    about = "The newest key left out, and the reader has an old list"
    older = {"keys": known["keys"][:1]}
    yield refused("checkpoint", "note_unsigned", about, school, changed, published=older)
    for about, lies in {
        "The second key begins before the first": {"first_seq": 0},
        "The second key names no key before it": {"previous": None},
        "The second key names itself": {"previous": key_from("key 2").id},
    }.items():
        school = open_school()
        if "begins" in about:
            school = PaperSchool(lies={"signing_key": put("first_seq", 5)})
            lies = {"first_seq": 4}
        add(school, key_from("key 2"), **lies)
        yield refused(
            "keys", "key_broken", about, brief_school(), form | {"keys": school.key_forms}
        )
    for about, lie in {
        "The first key says that one before was stolen": put(
            "previous_compromised_since", instant(NOON)
        ),
        "The first key names one before it": put("previous", key_from("key 0").id),
        "A key whose id is another key's": put("key_id", key_from("key 0").id),
    }.items():
        school = open_school(lies={"signing_key": lie})
        yield refused("keys", "key_broken", about, school, published=known)
    school = open_school(lies={"signing_key": put("first_seq", 2)})
    yield refused("entries", "key_unknown", "A key that began after the first entry", school)
