"""Policies that are met or not, and the lines of witnesses."""

from clinic_hours.ledger.domain.checkpoints import key_hash
from tests.factories.paper.schools import brief_school, open_school
from tests.factories.paper.sites import growth, status
from tests.factories.paper_log import ORIGIN, Witness, b64, signature_line
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, refused, unknown, valid

ANNA, BEN, CHO = (Witness(f"college.test/{name}") for name in ("anna", "ben", "cho"))
THREE = "".join(f"witness {each.name[13:]} {each.vkey}\n" for each in (ANNA, BEN, CHO))


def vectors() -> Vectors:
    yield from witnessed()
    yield from unwitnessed()


def witnessed() -> Vectors:
    school = brief_school()
    two = school.form() | {"checkpoint": school.checkpoint(witnesses=[BEN, ANNA])}
    school_key = f"log {vkey(school)}\n"
    for about, policy in {
        "one witness": f"{THREE}quorum anna\n",
        "any of three": f"{THREE}group g any anna ben cho\nquorum g\n",
        "two of three": f"{THREE}group g 2 anna ben cho\nquorum g\n",
        "all of two": f"{THREE}group g all anna ben\nquorum g\n",
        "groups of groups": f"{THREE}group a any anna\ngroup b any ben cho\ngroup c all a b\nquorum c\n",
        "none": "quorum none\n",
        "one witness of this log": f"{school_key}{THREE}quorum ben\n",
        "comments, tabs and addresses": f"# ours\n\n \t{THREE.replace(' ', chr(9))}"
        f"  # more\nwitness dee {Witness('dee').vkey} https://dee.test\nquorum\tanna\t\n",
    }.items():
        yield valid(f"A policy that is met: {about}", school, two, policy=policy)
    policy = f"{THREE}group g all anna ben\nquorum g\n"
    anna = school.checkpoint(6, witnesses=[ANNA])
    ben = {"checkpoint": school.checkpoint(witnesses=[BEN])}
    form = school.form(size=6, later=school.later(6) | ben) | {"checkpoint": anna}
    yield valid("A witness of each head", school, form, policy=policy)
    older = school.form(size=5, later=school.later(5) | ben)
    for at in (0, 1):
        about = f"A log's key number {at + 1}, which signed one of two heads"
        policy_of_log = f"log {vkey(school, at)}\nquorum none\n"
        yield valid(about, school, older, policy=policy_of_log)
    plain = school.form()
    site = status(school, plain, checkpoint=two["checkpoint"])
    yield valid("The site has the lines of both witnesses", school, plain, policy=policy, site=site)
    seen = {"kept": (two["checkpoint"],), "policy": policy}
    yield valid("The reader kept the lines of both witnesses", school, plain, **seen)


def unwitnessed() -> Vectors:
    school = brief_school()
    anna = school.form() | {"checkpoint": school.checkpoint(witnesses=[ANNA])}
    other_log = f"log {vkey(open_school('stranger'))}\n"
    for about, form, policy in (
        ("no witness", school.form(), f"{THREE}quorum anna\n"),
        ("another witness", anna, f"{THREE}quorum ben\n"),
        ("one of two", anna, f"{THREE}group g all anna ben\nquorum g\n"),
        ("only of another log", anna, f"{other_log}{THREE}quorum anna\n"),
        ("none of another log", anna, f"{other_log}quorum none\n"),
        ("only by the log's old key", anna, f"log {vkey(school, 0)}\n{THREE}quorum anna\n"),
    ):
        about = f"A policy that is not met: {about}"
        yield unknown("witnesses", "witnesses_open", about, school, form, policy=policy)
    policy = {"policy": f"{THREE}quorum anna\n"}
    smaller = {"kept": (school.checkpoint(4, witnesses=[ANNA]),)}
    site = {"site": status(school, school.form()) | growth(school, 4)}
    about = "The witness has signed only a smaller head"
    yield unknown(
        "witnesses", "witnesses_open", about, school, school.form(), **policy, **smaller, **site
    )
    body = school.head().body()
    for about, line in {
        "over another text": ANNA.line("another text"),
        "of another key": signature_line(ANNA.name, ANNA.mark + bytes(8) + bytes(64)),
        "that is too short": signature_line(ANNA.name, ANNA.mark + bytes(7) + bytes(64)),
        "without a time": signature_line(ANNA.name, ANNA.mark + ANNA.key.sign(body.encode())),
        "at a time beyond 2^63": ANNA.line(body, 2**63),
        "over the bare head": signature_line(
            ANNA.name, ANNA.mark + bytes(8) + ANNA.key.sign(body.encode())
        ),
    }.items():
        form = school.form() | {"checkpoint": school.checkpoint() + line}
        about = f"A witness's line {about}"
        yield refused("witnesses", "cosignature_wrong", about, school, form, **policy)
    for seconds in (0, 2**63 - 1):
        form = school.form() | {"checkpoint": school.checkpoint() + ANNA.line(body, seconds)}
        yield valid(f"A witness's line at {seconds} seconds", school, form, **policy)


def vkey(school: PaperSchool, at: int = -1) -> str:
    key = school.keys[at].public_key
    return f"{ORIGIN}+{key_hash(ORIGIN, key).hex()}+{b64(bytes([1]) + key)}"
