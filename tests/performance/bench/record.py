"""The record: the cost of an audit compared with its unavoidable arithmetic, and the cost of an entry."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.ledger.models import LogEntry, SigningKey
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.signatures import is_signed_by
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.attestation import credit_statement
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.services.credits import Paper, PaperLine, post_credit
from clinic_hours.sessions.services.growth import grow
from tests.databases import Databases, migrated_template
from tests.factories.clinic import EnrollmentFactory, OfficeRoleFactory
from tests.performance.desk_pages import desk_pages

from .processes.memory import more_memory
from .school import relaxed
from .timing import Work, alternated, line, median, taking_turns

SMALL, LARGE = 1_000, 100_000
AUDITS = 3
FEW, MANY = 50, 500  # students: the few are in both ledgers, and the pages show them


def the_record(small: Databases, large: Databases, entries: int) -> None:
    """Print the rows, using two separate databases. The larger gets a ledger of `entries` entries."""
    larger = min(LARGE, entries)
    posts, pages = {}, {}
    for here, size in ((small, SMALL), (large, larger)):
        here.use_copy_of(migrated_template(here))
        grow_to(SMALL, FEW)
        grow_to(size, MANY)
        office, enrollment = OfficeRoleFactory().user, Enrollment.objects.earliest("pk")
        posts[here] = posting(office, EnrollmentFactory())
        pages[here] = desk_pages(enrollment, office)
    long_ledger(pages, small, large, larger)
    times = taking_turns(posts)
    ratio = median(times[large]) / median(times[small])
    what = f"appending an entry at {larger:,} against {SMALL:,} entries"
    line("-", what, ratio, "≤ 1.5", good=ratio <= 1.5)
    large.point_at_own()
    grow_to(entries, MANY)
    audit()


def long_ledger(
    pages: dict[Databases, dict[str, Work]], small: Databases, large: Databases, entries: int
) -> None:
    """Compare each page in the two ledgers, and print the one that gets slowest."""
    ratios = {}
    for before, after in zip(pages[small].items(), pages[large].items(), strict=True):
        times = taking_turns({small: before[1], large: after[1]}, turns=5)
        ratios[after[0]] = median(times[large]) / median(times[small])
    worst = max(ratios, key=lambda name: ratios[name])
    what = f"the worst of {len(ratios)} desk pages, {entries:,} entries against {SMALL:,}"
    line("23", what, ratios[worst], "≤ 1.2", good=ratios[worst] <= 1.2)
    middle = median(list(ratios.values()))
    line("23", "the same: the middle one of them", middle, "≤ 1.05", good=middle <= 1.05)
    print(f"      the worst is {worst}")


def grow_to(entries: int, students: int) -> None:
    missing = entries - HourEntry.objects.count()
    if missing <= 0:
        return
    print(f"      growing to {entries:,} ledger entries …", flush=True)
    with relaxed():
        grow(min(students, missing), missing)


def posting(coordinator, enrollment: Enrollment) -> Work:
    """Return the work of posting hours from a document, a different one each time.

    One minute each, so that the requirement can use all of them.
    """
    requirement = enrollment.requirement_set.requirements.earliest("pk")

    def post() -> None:
        post_credit(
            actor=coordinator,
            enrollment=enrollment,
            paper=Paper(
                kind=HourEntry.Kind.TRANSFER,
                occurred_on=enrollment.started_on,
                document=f"Transcript {uuid4()} of another school",
                lines=(PaperLine(requirement, minutes=1),),
            ),
            statement=credit_statement("en"),
            authentication=Authentication("password", timezone.now()),
        )

    return post


def audit() -> None:
    """Compare with SHA-256 and Ed25519 of the same entries on one core: its minimum cost."""
    entries = LogEntry.objects.count()
    with cores(1):
        times = alternated(AUDITS, ours=audit_clean, floor=check_signatures)
    one = median(times["ours"])
    floor = one / median(times["floor"])
    what = f"audit of {entries:,} entries, in SHA-256 and Ed25519, one core"
    line("20", what, floor, "≤ 1.3", good=floor <= 1.3)
    two = one / median(alternated(AUDITS, ours=audit_clean)["ours"])
    line("20", "two cores against one: times as fast", two, "≥ 1.8", good=two >= 1.8)
    memory = more_memory(audit_clean)
    line("20", "more memory meanwhile, MiB", memory, "≤ 64", good=memory <= 64)
    print(f"      {entries / one:,.0f} entries a second on one core")


@contextmanager
def cores(number: int) -> Iterator[None]:
    """Limit this process to that many cores."""
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(all_of_them)[:number]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)


def audit_clean() -> None:
    report = audit_ledger()
    if not report.is_ok:
        raise SystemExit(f"The ledger of the benchmark is damaged: {report.damage}")


def check_signatures() -> None:
    keys = dict(SigningKey.objects.values_list("pk", "public_key"))
    rows = LogEntry.objects.order_by("seq").values_list("payload", "signature", "signing_key_id")
    for payload, signature, key in rows.iterator():
        hashlib.sha256(payload).digest()
        if not is_signed_by(keys[key], signature, payload):
            raise SystemExit("A signature of the benchmark's ledger is wrong.")
