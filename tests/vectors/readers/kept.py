"""Checkpoints that a reader kept: they agree, differ, or cannot be compared."""

from tests.factories.paper.schools import brief_school
from tests.factories.paper.sites import growth, status
from tests.factories.paper_log import b64, key_from
from tests.vectors.vector import Vectors, put, refused, unknown, valid


def vectors() -> Vectors:
    yield from kept()
    yield from rewritten()


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
