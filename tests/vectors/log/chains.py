"""Chains with gaps, and references that do not hold. The school itself signed all of it."""

from dataclasses import replace

from tests.factories.paper.enrollments import LUCIA, MEI
from tests.factories.paper.schools import open_school
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, put, refused

OTHER_HASH = "ab" * 32


def vectors() -> Vectors:
    yield from chains()
    yield from references()
    yield from reversals()


def chains() -> Vectors:
    for about, kind, lie in (
        ("a number left out", "sign_off", put("enrollment_seq", 3)),
        ("a number twice", "sign_off", put("enrollment_seq", 1)),
        ("no entry before", "sign_off", put("previous", None)),
        ("another entry before", "sign_off", put("previous", OTHER_HASH)),
        ("an entry before the first", "enrollment", put("previous", OTHER_HASH)),
        ("a first number of 2", "enrollment", put("enrollment_seq", 2)),
    ):
        school = open_school(lies={kind: lie})
        school.sign_off()
        yield refused("chain", "chain_broken", f"A chain with {about}", school)
    school = open_school()
    school.post("enrollment", school.study(LUCIA, {}), LUCIA)
    yield refused("chain", "chain_broken", "A chain with two enrollments", school)
    school = open_school(lies={"enrollment": put("kind", "enrollment_change")})
    yield refused("chain", "chain_broken", "A chain that begins with a change", school)
    school = open_school()
    school.now = school.now.replace(hour=1)
    school.credit()
    yield refused("chain", "chain_backward", "A chain whose time goes back", school)
    school = open_school()
    school.sign_off()
    chain = school.statement().chain
    for about, stated in {
        "counts one entry more": replace(chain, length=3),
        "counts one entry less": replace(chain, length=1),
        "names another last entry": replace(chain, leaf_hash=OTHER_HASH),
        "ends with the entry before": replace(chain, leaf_hash=school.posted[2].leaf.hex()),
    }.items():
        form = school.form(chain=stated)
        yield refused("chain", "chain_differs", f"A statement that {about}", school, form)
    study = replace(school.statement().study, enrollment=MEI)
    about = "A statement about another enrollment"
    yield refused("chain", "chain_differs", about, school, school.form(study=study))


def references() -> Vectors:
    for about, kind, lie in (
        ("a license with another hash", "sign_off", put("license.leaf_hash", OTHER_HASH)),
        ("a license with another number", "sign_off", put("license.seq", 1)),
        ("a requirement set instead of a license", "sign_off", "set"),
        ("an entry that is not there", "sign_off", put("license.seq", 99)),
        ("itself", "sign_off", put("license.seq", 4)),
        ("a set with another hash", "enrollment", put("requirement_set.leaf_hash", OTHER_HASH)),
        ("a license instead of a set", "enrollment", "license"),
    ):
        if isinstance(lie, str):
            school = PaperSchool()
            seqs = {"set": school.publish(), "license": school.license()}
            field = "license" if kind == "sign_off" else "requirement_set"
            lie = put(field, school.reference(seqs[lie]).facts())
            school.lies = {kind: lie}
            school.enroll()
        else:
            school = open_school(lies={kind: lie})
        school.sign_off()
        yield refused("chain", "reference_wrong", f"A reference to {about}", school)
    school = open_school()
    school.sign_off(lie=put("license", {"seq": 5, "leaf_hash": OTHER_HASH}))
    school.license()
    form = school.form()
    form["entries"] = [school.entry(seq) for seq in (1, 2, 3, 4, 5)]
    yield refused("chain", "reference_wrong", "A reference to a later entry", school, form)
    for about, make in {
        "another student's session": lambda school: school.sign_off(MEI),
        "an enrollment": lambda school: 3,
        "a license": lambda school: 2,
    }.items():
        school = open_school()
        school.enroll(MEI)
        school.sign_off()
        lie = put("reverses", school.reference(make(school)).facts())
        school.reverse(5, lie=lie)
        yield refused("chain", "reference_wrong", f"A reversal of {about}", school)
    school = open_school()
    school.sign_off()
    school.revoke(4)
    yield refused("chain", "reference_wrong", "A revocation of a session", school)
    school = open_school()
    school.enroll(MEI)
    other = school.issue(MEI).seq
    lie = put("transcript", school.reference(other).facts())
    school.revoke(school.issue().seq, lie=lie)
    yield refused("chain", "reference_wrong", "A revocation of another's transcript", school)


def reversals() -> Vectors:
    school = open_school()
    first = school.credit(clients=9, minutes=9000)
    school.reverse(school.reverse(first), minutes=600)
    yield refused("chain", "reference_wrong", "A reversal of a reversal", school)
    for kind, make in {
        "session": lambda school: school.sign_off(),
        "transfer": lambda school: school.credit(),
    }.items():
        school = open_school()
        school.credit(minutes=9000, clients=9)
        first = make(school)
        school.reverse(first)
        school.reverse(first)
        yield refused("chain", "taken_twice", f"A {kind} that is reversed twice", school)
    school = open_school()
    issued = school.issue().seq
    school.revoke(issued)
    school.revoke(issued)
    yield refused("chain", "taken_twice", "A transcript that is revoked twice", school)
    for about, lie in (
        ("fewer minutes", put("minutes", -60)),
        ("more minutes", put("minutes", -180)),
        ("no clients", put("clients", 0)),
        ("minutes that count", put("minutes", 120)),
        ("no minutes", put("minutes", 0)),
    ):
        school = open_school()
        school.reverse(school.sign_off(), lie=lie)
        yield refused("hours", "amount_wrong", f"A reversal with {about}", school)
    for kind in ("transfer", "opening"):
        school = open_school()
        school.reverse(school.credit(kind=kind), lie=put("minutes", -599))
        yield refused("hours", "amount_wrong", f"A reversal of part of a {kind}", school)
