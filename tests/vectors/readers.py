"""What a reader brings: checkpoints that they kept, a policy, and questions to the school's site."""

from clinic_hours.ledger.domain.checkpoints import key_hash
from tests.factories.paper_log import ORIGIN, Witness, b64, key_from, signature_line
from tests.factories.paper_schools import brief_school, open_school
from tests.factories.paper_sites import growth, status
from tests.factories.transcripts import CODE, PaperSchool

from .vector import Vectors, put, refused, unknown, valid

ANNA, BEN, CHO = (Witness(f"college.test/{name}") for name in ("anna", "ben", "cho"))
THREE = "".join(f"witness {each.name[13:]} {each.vkey}\n" for each in (ANNA, BEN, CHO))
REVOKED = {"state": "revoked", "since": "2026-12-01T00:00:00.000000Z"}
SUPERSEDED = {"state": "superseded", "since": "2026-12-01T00:00:00.000000Z"}


def vectors() -> Vectors:
    yield from kept()
    yield from rewritten()
    yield from witnessed()
    yield from unwitnessed()
    yield from asked()
    yield from answered()


def kept() -> Vectors:
    school = brief_school()
    form, head = school.form(), school.checkpoint()
    yield valid("The reader kept the same head", school, form, kept=(head,))
    yield valid("The reader kept the same head twice", school, form, kept=(head, head))
    yield valid("The reader kept a head of no entries", school, form, kept=(school.checkpoint(0),))
    older = school.form(size=6, later=school.later(6))
    yield valid("The reader kept the later head", school, older, kept=(head,))
    both = (head, school.checkpoint(6))
    yield valid("The reader kept both heads of the file", school, older, kept=both)
    smaller = (school.checkpoint(4),)
    site = status(school, form) | growth(school, 4)
    yield valid("A smaller head, and a proof", school, form, kept=smaller, site=site)
    about = "A smaller head, without a proof"
    yield unknown("pinned", "pinned_open", about, school, form, kept=smaller)
    about = "A smaller head and the same one, without a proof"
    yield unknown("pinned", "pinned_open", about, school, form, kept=(head, *smaller))
    less = school.form(size=6)
    about = "A larger head, without a proof"
    yield unknown("pinned", "pinned_open", about, school, less, kept=(head,))
    site = status(school, less) | growth(school, 6)
    yield valid("A larger head, and a proof", school, less, kept=(head,), site=site)
    strange = (school.checkpoint(by=key_from("key 3")),)
    about = "A head by a key that the reader doesn't know"
    yield unknown("pinned", "pinned_open", about, school, form, kept=strange)
    other = brief_school(lies={"transfer": put("minutes", 601)})
    strange = (other.checkpoint(by=key_from("key 3")),)
    about = "Another head by a key that the reader doesn't know"
    yield unknown("pinned", "pinned_open", about, school, form, kept=strange)
    for about, path in (
        ("a proof that is none", put("proof", [])),
        ("no proof", put("proof", None)),
    ):
        answers = status(school, form) | growth(school, 4)
        path(answers["/verify/consistency?from=4&to=7"])
        about = f"A smaller head, and {about}"
        yield unknown("pinned", "pinned_open", about, school, form, kept=smaller, site=answers)
    about = "A smaller head, and a proof about other sizes"
    answers = growth(school, 4, **{"from": 5})
    yield unknown(
        "pinned",
        "pinned_open",
        about,
        school,
        form,
        kept=smaller,
        site=status(school, form) | answers,
    )


def rewritten() -> Vectors:
    """Two heads that the school signed are not of one log."""
    school = brief_school()
    other = brief_school(lies={"transfer": put("minutes", 601)})
    form = school.form()
    for size, about in ((7, "the same size"), (4, "a smaller size")):
        more = {"site": status(school, form) | growth(other, 4)} if size == 4 else {}
        about = f"A head of another history, of {about}"
        head = (other.checkpoint(size),)
        yield refused("pinned", "rewritten", about, school, form, kept=head, **more)
    older = school.form(size=6, later=school.later(6))
    about = "A head that differs from the later one"
    yield refused("pinned", "rewritten", about, school, older, kept=(other.checkpoint(7),))
    heads = (school.checkpoint(3), other.checkpoint(7))
    site = {"site": status(school, form) | growth(school, 3)}
    about = "Rewritten between two heads that the reader kept"
    yield refused("pinned", "rewritten", about, school, form, kept=heads, **site)
    heads = (school.checkpoint(6), other.checkpoint(6))
    about = "Two kept heads of one size that differ"
    yield refused("pinned", "rewritten", about, school, form, kept=heads)
    grown = brief_school(lies={"transfer": put("minutes", 601)})
    grown.sign_off()
    site = {"site": status(school, form) | growth(grown, 7)}
    about = "A larger head of another history"
    yield refused("pinned", "rewritten", about, school, form, kept=(grown.checkpoint(),), **site)
    empty = school.checkpoint(0).replace(b64(school.root(0)), b64(bytes(32)))
    about = "A head of no entries with a wrong signature"
    yield refused("pinned", "note_unsigned", about, school, form, kept=(empty,))
    elsewhere = brief_school(origin="other.test/hours")
    about = "A head of another log of the school's"
    yield refused("pinned", "pinned_other", about, school, form, kept=(elsewhere.checkpoint(),))
    damaged = school.checkpoint().replace("\n7\n", "\n6\n")
    about = "A kept head with a wrong signature"
    yield refused("pinned", "note_unsigned", about, school, form, kept=(damaged,))
    about = "A kept head by a key that had ended"
    old = (school.checkpoint(7, by=school.keys[0]),)
    yield refused("pinned", "key_unknown", about, school, form, kept=old)


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


def asked() -> Vectors:
    school = brief_school()
    form = school.form()
    yield valid("The site says it stands", school, form, site=status(school, form))
    superseded = status(school, form, **SUPERSEDED)
    yield valid("The site says it was superseded", school, form, site=superseded)
    for code, about, lies in (
        ("revoked", "it was revoked", REVOKED),
        ("online_unknown", "it has no such transcript", {"state": "unknown", "statement": None}),
        ("online_other", "it issued another one under that code", {"statement": "00" * 32}),
    ):
        site = status(school, form, **lies)
        yield refused("online", code, f"The site says {about}", school, form, site=site)
    other = brief_school(lies={"transfer": put("minutes", 601)})
    site = status(other, form)
    about = "The site has another log of the same size"
    yield refused("online", "online_rewritten", about, school, form, site=site)
    other.sign_off()
    site = status(other, form) | growth(other, 7)
    about = "The site has another log that is larger"
    yield refused("online", "online_rewritten", about, school, form, site=site)
    site = {"site": status(school, form), "published": None}
    yield unknown("trust", "trust_open", "The site is not asked without keys", school, form, **site)


def answered() -> Vectors:
    """What the site answers is of no use."""
    school = brief_school()
    form = school.form()
    path = f"/verify/{CODE}/status"
    (good,) = status(school, form).values()
    grown = brief_school()
    grown.sign_off()
    unknown_key = brief_school()
    unknown_key.change_keys()
    elsewhere = brief_school(origin="other.test/hours")
    for about, answers in {
        "nothing": {},
        "a page": {path: "<!doctype html>"},
        "a list": {path: []},
        "no time": {path: {name: good[name] for name in good if name != "since"}},
        "a field more": {path: good | {"more": 1}},
        "another state": {path: good | {"state": "lost"}},
        "no head": {path: good | {"checkpoint": ""}},
        "a damaged head": {
            path: good | {"checkpoint": good["checkpoint"].replace("\n7\n", "\n8\n")}
        },
        "the head of another log": {path: good | {"checkpoint": elsewhere.checkpoint()}},
        "a head by a key that the reader doesn't know": {
            path: good | {"checkpoint": unknown_key.checkpoint()}
        },
        "a larger head without a proof": status(grown, form),
        "a smaller head without a proof": {path: good | {"checkpoint": school.checkpoint(6)}},
    }.items():
        about = f"The site answers {about}"
        yield unknown("online", "online_open", about, school, form, site=answers)
    smaller = {path: good | {"checkpoint": school.checkpoint(6)}}
    site = smaller | growth(school, 6)
    yield valid("The site answers a smaller head with a proof", school, form, site=site)
