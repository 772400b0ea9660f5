"""The record: what an audit costs beside the arithmetic that it cannot do without, and an entry's cost."""

import hashlib
from statistics import mean
from uuid import uuid4

from django.db import connection
from django.db.models import F
from django.utils import timezone

from clinic_hours.domain.attestation import Authentication, credit_statement
from clinic_hours.models import Enrollment, HourEntry, SigningKey
from clinic_hours.selectors.audit import audit_ledger
from clinic_hours.services.credits import Paper, post_credit
from clinic_hours.services.growth import grow
from clinic_hours.signatures import is_signed_by
from tests.factories.clinic import OfficeRoleFactory

from .school import relaxed
from .timing import Work, alternated, line, median, seconds

SMALL, LARGE = 1_000, 100_000
STUDENTS = 500
ROUNDS = 100


def the_record(entries: int) -> None:
    """Print the rows, on a database of their own with a ledger of so many entries."""
    larger = min(LARGE, entries)
    grow_to(SMALL)
    coordinator = OfficeRoleFactory().user
    small = cost_of_an_entry(coordinator)
    grow_to(larger)
    ratio = cost_of_an_entry(coordinator) / small
    what = f"appending an entry at {larger:,} against {SMALL:,} entries"
    line("-", what, ratio, "≤ 1.5", good=ratio <= 1.5)
    grow_to(entries)
    audit()


def grow_to(entries: int) -> None:
    missing = entries - HourEntry.objects.count()
    if missing <= 0:
        return
    print(f"      growing to {entries:,} ledger entries …", flush=True)
    with relaxed():
        grow(min(STUDENTS, missing), missing)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cost_of_an_entry(coordinator) -> float:
    """Return the time of posting one, in the times of a bare durable write at the same moment."""
    enrollment = Enrollment.objects.select_related("requirement_set").earliest("pk")
    times = alternated(
        rounds=ROUNDS,
        entry=posting(coordinator, enrollment),
        write=lambda: Enrollment.objects.filter(pk=enrollment.pk).update(lock_no=F("lock_no") + 1),
    )
    return median(times["entry"]) / median(times["write"])


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
