"""The record: what an audit costs beside the arithmetic that it cannot do without, and an entry's cost."""

import hashlib
from statistics import mean
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from clinic_hours.domain.attestation import Authentication, credit_statement
from clinic_hours.models import Enrollment, HourEntry, SigningKey
from clinic_hours.selectors.audit import audit_ledger
from clinic_hours.services.credits import Paper, post_credit
from clinic_hours.services.growth import grow
from clinic_hours.signatures import is_signed_by
from tests.databases import Databases, migrated_template
from tests.factories.clinic import OfficeRoleFactory

from .school import relaxed
from .timing import Work, line, median, seconds

SMALL, LARGE = 1_000, 100_000
STUDENTS = 500
TURNS, IN_A_TURN = 20, 5


def the_record(small: Databases, large: Databases, entries: int) -> None:
    """Print the rows, on two databases of their own; the larger gets a ledger of so many entries."""
    larger = min(LARGE, entries)
    posts = {}
    for here, size in ((small, SMALL), (large, larger)):
        here.use_copy_of(migrated_template(here))
        grow_to(size)
        posts[here] = posting(OfficeRoleFactory().user, Enrollment.objects.earliest("pk"))
    times = taking_turns(posts)
    ratio = median(times[large]) / median(times[small])
    what = f"appending an entry at {larger:,} against {SMALL:,} entries"
    line("-", what, ratio, "≤ 1.5", good=ratio <= 1.5)
    large.point_at_own()
    grow_to(entries)
    audit()


def taking_turns(works: dict[Databases, Work]) -> dict[Databases, list[float]]:
    """Return the seconds of each database's work: a few in one, a few in the other, and again."""
    times: dict[Databases, list[float]] = {here: [] for here in works}
    for _turn in range(TURNS):
        for here, work in works.items():
            here.point_at_own()
            work()  # opens the connection, and warms it
            times[here] += [seconds(work) for _ in range(IN_A_TURN)]
    return times


def grow_to(entries: int) -> None:
    missing = entries - HourEntry.objects.count()
    if missing <= 0:
        return
    print(f"      growing to {entries:,} ledger entries …", flush=True)
    with relaxed():
        grow(min(STUDENTS, missing), missing)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def posting(coordinator, enrollment: Enrollment) -> Work:
    """Return the work of posting hours from a document, each time another one."""
    requirement = enrollment.requirement_set.requirements.earliest("pk")

    def post() -> None:
        post_credit(
            actor=coordinator,
            enrollment=enrollment,
            paper=Paper(
                kind=HourEntry.Kind.TRANSFER,
                requirement=requirement,
                minutes=60,
                clients=0,
                occurred_on=enrollment.started_on,
                document=f"Transcript {uuid4()} of another school",
            ),
            statement=credit_statement("en"),
            authentication=Authentication("password", timezone.now()),
        )

    return post


def audit() -> None:
    """Compare with SHA-256 alone, and with SHA-256 and Ed25519: an audit cannot cost less than that."""
    before, signatures = seconds(hash_payloads), seconds(check_signatures)
    ours = seconds(audit_clean)
    bare = mean([before, seconds(hash_payloads)])
    entries = HourEntry.objects.count()
    line(
        "-",
        f"audit of {entries:,} entries, in bare SHA-256",
        ours / bare,
        "< 6",
        good=ours < 6 * bare,
    )
    floor = ours / signatures
    line("-", "the same, in SHA-256 and Ed25519 (the floor)", floor, "≤ 2", good=floor <= 2)
    print(f"      {entries / ours:,.0f} entries a second; with bare SHA-256 {entries / bare:,.0f}")


def audit_clean() -> None:
    report = audit_ledger()
    if not report.is_ok:
        raise SystemExit(f"The ledger of the benchmark is damaged: {report.damage}")


def hash_payloads() -> None:
    payloads = HourEntry.objects.order_by("seq").values_list("payload", flat=True)
    for payload in payloads.iterator():
        hashlib.sha256(payload).digest()


def check_signatures() -> None:
    keys = dict(SigningKey.objects.values_list("pk", "public_key"))
    rows = HourEntry.objects.order_by("seq").values_list("payload", "signature", "signing_key_id")
    for payload, signature, key in rows.iterator():
        hashlib.sha256(payload).digest()
        if not is_signed_by(keys[key], signature, payload):
            raise SystemExit("A signature of the benchmark's ledger is wrong.")
