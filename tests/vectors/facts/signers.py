"""Signers without a license, at another time, or who are the student. All of it is signed."""

from datetime import UTC, date, datetime

from tests.factories.paper.schools import open_school
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, put, refused


def vectors() -> Vectors:
    for about, lie in {
        "another account": put("signer.account", 13),
        "another name": put("signer.printed_name", "Rosa Castellano, LMT"),
        "another credential": put("signer.credential", "AP"),
        "another number": put("signer.license_number", "MA 48214"),
        "another jurisdiction": put("signer.jurisdiction", "US-GA"),
        "another day of expiry": put("signer.expires_on", "2028-08-31"),
        "no license": put("signer.expires_on", None),
    }.items():
        school = open_school()
        school.sign_off(lie=lie)
        yield refused("hours", "license_wrong", f"A signer with {about}", school)
    for about, days in {
        "expired the day before": {"expires_on": date(2026, 11, 16)},
        "was issued the day after": {"issued_on": date(2026, 11, 18)},
    }.items():
        school = PaperSchool()
        school.publish()
        school.license(**days)
        school.enroll()
        school.sign_off(starts_at=datetime(2026, 11, 17, 19, tzinfo=UTC))
        yield refused("hours", "license_wrong", f"A license that {about}", school)
    school = PaperSchool()
    school.publish()
    school.license(is_withdrawn=True)
    school.enroll()
    school.sign_off()
    yield refused("hours", "license_wrong", "A license that was withdrawn", school)
    school = PaperSchool()
    school.publish()
    school.license(supervisor=101)
    school.enroll()
    school.sign_off()
    yield refused("hours", "own_hours", "A student who signs their own session", school)
    for kind in ("transfer", "opening", "reversal", "subject_hours"):
        school = open_school(lies={kind: put("signer.account", 101)})
        if kind == "reversal":
            school.reverse(school.sign_off())
        elif kind == "subject_hours":
            school.teach()
        else:
            school.credit(kind=kind)
        yield refused("hours", "own_hours", f"A student who signs their own {kind}", school)
    for about, local in {
        "another hour": "2026-11-17T17:00:00-05:00",
        "another second": "2026-11-17T18:00:01-05:00",
        "another offset": "2026-11-17T18:00:00-04:00",
    }.items():
        school = open_school(lies={"sign_off": put("local", local)})
        school.sign_off()
        yield refused("hours", "local_wrong", f"The time of signing with {about}", school)
    school = open_school(lies={"sign_off": put("at", "2026-11-17T21:59:59.999999Z")})
    school.sign_off(
        authentication={"method": "password", "at": "2026-11-17T21:59:00.000000Z"},
        local="2026-11-17T16:59:59-05:00",
    )
    yield refused("hours", "signed_early", "A session signed before it ended", school)
