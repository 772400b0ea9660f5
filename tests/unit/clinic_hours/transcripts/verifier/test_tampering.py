"""The verifier reports each kind of damage, even a lie signed by the school itself."""

from dataclasses import replace

import pytest

from tests.factories.paper_schools import small_school
from tests.factories.transcripts import MEI, PaperSchool, b64, in_bytes, key_from

from .forms import SCHOOL, VALID, changed, verdict


def with_entry(at: int, **parts) -> dict:
    form = SCHOOL.form()
    form["entries"][at] |= parts
    return form


def with_key(at: int, **parts) -> dict:
    form = SCHOOL.form()
    form["keys"] = [dict(key) for key in form["keys"]]
    form["keys"][at] |= parts
    return form


ENTRY, OTHER = SCHOOL.entry(2), SCHOOL.entry(3)
STATEMENT = SCHOOL.statement()
TAMPERED = {
    "minutes of an entry": (
        with_entry(1, payload=ENTRY["payload"].replace('"minutes":120', '"minutes":180')),
        "entry_unsigned",
    ),
    "hours in the statement": (
        changed(statement=SCHOOL.form()["statement"].replace('"minutes":690', '"minutes":990')),
        "unsigned",
    ),
    "signatures swapped": (with_entry(1, signature=OTHER["signature"]), "entry_unsigned"),
    "signature of another part": (changed(signature=ENTRY["signature"]), "unsigned"),
    "an entry removed": (changed(entries=SCHOOL.form()["entries"][:-1]), "entries_differ"),
    "an entry twice": (changed(entries=[*SCHOOL.form()["entries"], ENTRY]), "entries_differ"),
    "another order": (changed(entries=SCHOOL.form()["entries"][::-1]), "entries_differ"),
    "another student's entry": (with_entry(1, **OTHER), "entries_differ"),
    "another entry's proof": (with_entry(1, proof=OTHER["proof"]), "entry_unproven"),
    "a proof cut short": (with_entry(1, proof=ENTRY["proof"][:-1]), "entry_unproven"),
    "a proof too long": (with_entry(1, proof=[*ENTRY["proof"], b64(bytes(32))]), "entry_unproven"),
    "unknown key of an entry": (with_entry(1, key_id=key_from("thief").id), "key_unknown"),
    "unknown key of the statement": (changed(key_id=key_from("thief").id), "key_unknown"),
    "a key before its time": (with_entry(1, key_id=SCHOOL.keys[1].id), "key_unknown"),
    "a key after its time": (with_entry(2, key_id=SCHOOL.keys[0].id), "key_unknown"),
    "a statement under a retired key": (changed(key_id=SCHOOL.keys[0].id), "key_unknown"),
    "key not endorsed": (with_key(1, endorsement=None), "key_broken"),
    "key endorsed by another": (with_key(1, endorsement=ENTRY["signature"]), "key_broken"),
    "first key with an endorsement": (with_key(0, endorsement=ENTRY["signature"]), "key_broken"),
    "a key left out": (changed(keys=SCHOOL.key_forms[1:]), "key_broken"),
    "the newest key left out": (changed(keys=SCHOOL.key_forms[:1]), "malformed"),
    "no keys": (changed(keys=[]), "malformed"),
    "size of the checkpoint": (
        changed(checkpoint=SCHOOL.checkpoint().replace("\n5\n", "\n6\n")),
        "unsigned",
    ),
    "a longer checkpoint": (changed(checkpoint=SCHOOL.checkpoint() + "more\n"), "malformed"),
    "another field": (changed(note="Lucía is the best."), "malformed"),
    "a field less": ({k: v for k, v in SCHOOL.form().items() if k != "keys"}, "malformed"),
    "another format": (changed(format="practicum-transcript/2"), "malformed"),
    # The following are signed: the school itself would have lied.
    "a total that no entry has": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], minutes=990),)),
        "totals_differ",
    ),
    "clients that no entry has": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], clients=9),)),
        "totals_differ",
    ),
    "paper passed off as sessions": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], paper_minutes=0),)),
        "totals_differ",
    ),
    "a requirement unstated": (SCHOOL.form(requirements=()), "totals_differ"),
    "fewer entries stated": (SCHOOL.form(entries=(1, 2, 4)), "entries_differ"),
    "another ledger": (SCHOOL.form(log=replace(STATEMENT.log, size=6)), "log_differs"),
    "another enrollment": (
        SCHOOL.form(study=replace(STATEMENT.study, enrollment=MEI)),
        "entries_differ",
    ),
}


@pytest.mark.parametrize(("form", "code"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_reported(form, code):
    assert verdict(in_bytes(form)) == code


def test_an_entry_listed_twice_counts_once():
    form = SCHOOL.form(entries=(1, 2, 2, 4, 5))
    form["entries"].insert(1, ENTRY)
    assert verdict(in_bytes(form)) == "entries_differ"


@pytest.mark.parametrize(
    "lie", [{"minutes": -60}, {"clients": 0}, {"reverses": 1}, {"leaf": "00" * 32}]
)
def test_a_reversal_matches_the_entry_it_takes_back(lie):
    school = small_school()
    school.sign_off()
    school.reverse(6, **lie)
    assert verdict(in_bytes(school.form())) == "reversal_wrong"


def test_an_entry_is_taken_back_once():
    school = small_school()
    school.reverse(2)
    assert verdict(in_bytes(school.form())) == "reversal_wrong"


def test_a_reversal_is_not_taken_back():
    school = small_school()
    school.reverse(5)
    assert verdict(in_bytes(school.form())) == "reversal_wrong"


def test_an_unknown_school_is_not_the_school():
    strangers = PaperSchool("stranger")
    strangers.sign_off()
    assert verdict(in_bytes(strangers.form())) == "valid"
    assert verdict(in_bytes(strangers.form()), SCHOOL.key_forms) == "key_unpublished"
    assert verdict(VALID, []) == "key_unpublished"


def test_a_retired_key_cannot_sign_what_came_after_it():
    """A thief of the first key could make their own ledger and leave out the second key."""
    thief = PaperSchool()
    for _ in range(5):
        thief.sign_off()
    forged = in_bytes(thief.form())
    assert verdict(forged) == "valid"
    assert verdict(forged, SCHOOL.key_forms) == "key_unknown"
