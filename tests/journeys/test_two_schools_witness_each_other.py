"""Two schools witness each other. One rewrites its log with its own key, and the other finds out."""

import pytest

from clinic_hours.ledger.models import Checkpoint, Cosignature, LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.people.models import Credential, Enrollment
from clinic_hours.sessions.models import Balance, ClinicSession, HourEntry, SessionEvent, SignOff
from clinic_hours.sessions.services.growth import grow
from tests.databases import migrated_template
from tests.servers.schools import School, two_schools
from tests.tampering import make_the_tree_fit, unguarded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def schools(tmp_path, test_databases):
    with two_schools(tmp_path, test_databases, migrated_template(test_databases)) as both:
        yield both


def sign_more(school: School, entries: int) -> None:
    """Let another student finish so many sessions, and sign a checkpoint."""
    with school.office():
        grow(1, entries)
        sign_checkpoint()


def forget_the_last_student() -> None:
    """Delete everything that the log says since the newest student came, as only the tables' owner can."""
    last = Enrollment.objects.order_by("-pk")[0]
    first = LogEntry.objects.get(enrollment=last.public_id, enrollment_seq=1).seq
    with unguarded():
        later = Checkpoint.objects.filter(size__gte=first)
        Cosignature.objects.filter(checkpoint__in=later).delete()
        later.delete()
        HourEntry.objects.filter(enrollment=last).delete()
        SignOff.objects.filter(session__enrollment=last).delete()
        SessionEvent.objects.filter(session__enrollment=last).delete()
        ClinicSession.objects.filter(enrollment=last).delete()
        Balance.objects.filter(enrollment=last).delete()
        Credential.objects.filter(entry__gt=first).delete()
        last.delete()
        last.cohort.delete()
        LogEntry.objects.filter(seq__gte=first).delete()
        make_the_tree_fit()


def test_a_school_that_rewrites_its_log_is_found_out_by_the_other(schools):
    palmetto, coral = schools
    for entries in (40, 10):
        for school, other in ((palmetto, coral), (coral, palmetto)):
            sign_more(other, entries)
            ended = school.looks_at(other)
            assert (ended.returncode, ended.stderr) == (0, "")
    assert "coral.test/witness" in palmetto.get("/verify/checkpoint")
    page = palmetto.get("/verify/log/")
    assert "Saw all 55 entries" in page and "coral.test/witness" in page

    with palmetto.office():
        forget_the_last_student()
    sign_more(palmetto, 10)
    with palmetto.office():
        assert audit_ledger().is_ok  # nothing in the school itself shows it

    ended = coral.looks_at(palmetto)
    assert ended.returncode == 1
    assert "THE LOG WAS REWRITTEN" in ended.stderr
    assert "The histories are the same up to 43 entries and differ at 55." in ended.stderr
    (evidence,) = (coral.folder / "palmetto-seen" / "evidence").iterdir()
    assert (evidence / "presented.txt").read_text() == palmetto.get("/verify/checkpoint")
    assert "coral.test/witness" not in palmetto.get("/verify/checkpoint")
    assert palmetto.looks_at(coral).returncode == 0
