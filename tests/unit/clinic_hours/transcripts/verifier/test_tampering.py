"""The verifier reports each kind of damage, even a lie signed by the school itself."""

from dataclasses import replace

import pytest

from clinic_hours.transcripts.verify_transcript import verify
from tests.factories.paper.enrollments import LUCIA, MEI
from tests.factories.paper.schools import open_school, small_school
from tests.factories.paper_log import b64, key_from
from tests.factories.transcripts import in_bytes

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


def without(at: int) -> dict:
    entries = SCHOOL.form()["entries"]
    del entries[at]
    return changed(entries=entries)


# Entry 1 is the set, 2 the license. Lucía's: enrollment 3, transfer 4, sessions 6 and 9, reversal 10.
OWN = SCHOOL.named(LUCIA)
SESSION = OWN.index(6)
ENTRY, OTHER = SCHOOL.entry(6), SCHOOL.entry(7)
STATEMENT = SCHOOL.statement()
TAMPERED = {
    "minutes of an entry": (
        with_entry(SESSION, payload=ENTRY["payload"].replace('"minutes":120', '"minutes":180')),
        "entry_unsigned",
    ),
    "hours in the statement": (
        changed(statement=SCHOOL.form()["statement"].replace('"minutes":690', '"minutes":990')),
        "unsigned",
    ),
    "signatures swapped": (with_entry(SESSION, signature=OTHER["signature"]), "entry_unsigned"),
    "signature of another part": (changed(signature=ENTRY["signature"]), "unsigned"),
    "an entry removed": (without(SESSION), "chain_broken"),
    "the last entry removed": (without(-1), "chain_differs"),
    "the license removed": (without(OWN.index(2)), "reference_wrong"),
    "an entry twice": (changed(entries=[*SCHOOL.form()["entries"], ENTRY]), "entry_order"),
    "another order": (changed(entries=SCHOOL.form()["entries"][::-1]), "entry_order"),
    "another student's entry": (with_entry(SESSION, **OTHER), "chain_broken"),
    "another student's entry added": (
        changed(entries=[SCHOOL.entry(seq) for seq in sorted([*OWN, 7])]),
        "entry_stray",
    ),
    "another entry's proof": (with_entry(SESSION, proof=OTHER["proof"]), "entry_unproven"),
    "a proof cut short": (with_entry(SESSION, proof=ENTRY["proof"][:-1]), "entry_unproven"),
    "a proof too long": (
        with_entry(SESSION, proof=[*ENTRY["proof"], b64(bytes(32))]),
        "entry_unproven",
    ),
    "unknown key of an entry": (with_entry(SESSION, key_id=key_from("thief").id), "key_unknown"),
    "unknown key of the statement": (changed(key_id=key_from("thief").id), "key_unknown"),
    "a key before its time": (with_entry(SESSION, key_id=SCHOOL.keys[1].id), "key_unknown"),
    "a key after its time": (with_entry(-1, key_id=SCHOOL.keys[0].id), "key_unknown"),
    "a statement under a retired key": (changed(key_id=SCHOOL.keys[0].id), "key_unknown"),
    "key not endorsed": (with_key(1, endorsement=None), "key_broken"),
    "key endorsed by another": (with_key(1, endorsement=ENTRY["signature"]), "key_broken"),
    "first key with an endorsement": (with_key(0, endorsement=ENTRY["signature"]), "key_broken"),
    "a key left out": (changed(keys=SCHOOL.key_forms[1:]), "key_broken"),
    "the newest key left out": (changed(keys=SCHOOL.key_forms[:1]), "note_unsigned"),
    "no keys": (changed(keys=[]), "misshapen"),
    "size of the checkpoint": (
        changed(checkpoint=SCHOOL.checkpoint().replace("\n10\n", "\n11\n")),
        "note_unsigned",
    ),
    "a longer checkpoint": (changed(checkpoint=SCHOOL.checkpoint() + "more\n"), "note_malformed"),
    "another field": (changed(note="Lucía is the best."), "misshapen"),
    "a field less": ({k: v for k, v in SCHOOL.form().items() if k != "keys"}, "misshapen"),
    "an older format": (changed(format="practicum-transcript/1"), "misshapen"),
    # The following are signed: the school itself would have lied.
    "a total that no entry has": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], minutes=990),)),
        "counted_wrong",
    ),
    "clients that no entry has": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], clients=9),)),
        "totals_differ",
    ),
    "paper passed off as sessions": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], paper_minutes=0),)),
        "totals_differ",
    ),
    "a requirement unstated": (SCHOOL.form(requirements=()), "fact_differs"),
    "fewer entries stated": (
        SCHOOL.form(chain=replace(STATEMENT.chain, length=4)),
        "chain_differs",
    ),
    "another log": (SCHOOL.form(log=replace(STATEMENT.log, size=11)), "log_differs"),
    "another enrollment": (
        SCHOOL.form(study=replace(STATEMENT.study, enrollment=MEI)),
        "chain_differs",
    ),
}


@pytest.mark.parametrize(("form", "code"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_reported(form, code):
    assert verdict(in_bytes(form)) == code


def test_an_entry_listed_twice_counts_once():
    form = SCHOOL.form()
    form["entries"].insert(SESSION, ENTRY)
    assert verdict(in_bytes(form)) == "entry_order"


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ({"minutes": -60}, "amount_wrong"),
        ({"clients": 0}, "amount_wrong"),
        ({"reverses": {"seq": 4, "leaf_hash": SCHOOL.posted[5].leaf.hex()}}, "reference_wrong"),
        ({"reverses": {"seq": 11, "leaf_hash": "00" * 32}}, "reference_wrong"),
    ],
)
def test_a_reversal_matches_the_entry_it_takes_back(lie, code):
    school = small_school()
    school.reverse(school.sign_off(), **lie)
    assert verdict(in_bytes(school.form())) == code


def test_an_entry_is_taken_back_once():
    school = small_school()
    school.sign_off(clients=9)
    school.reverse(6)
    assert verdict(in_bytes(school.form())) == "taken_twice"


def test_a_reversal_is_not_taken_back():
    school = small_school()
    school.reverse(10)
    assert verdict(in_bytes(school.form())) == "reference_wrong"


def test_an_unknown_school_is_not_the_school():
    strangers = open_school("stranger")
    strangers.sign_off()
    assert verdict(in_bytes(strangers.form())) == "valid"
    assert verdict(in_bytes(strangers.form()), SCHOOL.key_forms) == "key_unpublished"
    assert verdict(VALID, []) == "key_unpublished"


def test_a_retired_key_cannot_sign_what_came_after_it():
    """A thief of the first key could make their own log and leave out the second key."""
    thief = open_school()
    for _ in range(7):
        thief.sign_off()
    forged = in_bytes(thief.form())
    assert verdict(forged) == "valid"
    assert verdict(forged, SCHOOL.key_forms) == "key_unknown"


def test_a_retired_key_proves_nothing_about_what_came_before_either():
    """The thief's log may be as short as the key's time. It is not shown to continue into the school's."""
    thief = open_school()
    thief.sign_off()
    steps = verify(in_bytes(thief.form()), SCHOOL.key_forms)
    assert [(step.name, step.code) for step in steps if not step.ok] == [("period", "ended")]
