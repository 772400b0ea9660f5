"""What the school's site says of a transcript, or answers instead."""

from tests.factories.paper.schools import brief_school
from tests.factories.paper.sites import growth, status
from tests.factories.transcripts import CODE
from tests.vectors.vector import Vectors, put, refused, unknown, valid

REVOKED = {"state": "revoked", "since": "2026-12-01T00:00:00.000000Z"}
SUPERSEDED = {"state": "superseded", "since": "2026-12-01T00:00:00.000000Z"}


def vectors() -> Vectors:
    yield from asked()
    yield from answered()


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
