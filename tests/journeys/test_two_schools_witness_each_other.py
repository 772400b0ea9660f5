"""Two schools witness each other. One rewrites its log with its own key, and three others find out."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import Checkpoint, Cosignature, LedgerHead, LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.people.models import Credential, Enrollment, Supervisor
from clinic_hours.sessions.models import Balance, ClinicSession, HourEntry, SessionEvent, SignOff
from clinic_hours.sessions.services.growth import grow
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Disclosure, IssuedFile, Transcript
from tests.databases import migrated_template
from tests.factories.clinic import OfficeRoleFactory
from tests.servers.schools import School, two_schools
from tests.tampering import make_the_tree_fit, unguarded

User = get_user_model()

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
        Disclosure.objects.filter(enrollment=last).delete()
        IssuedFile.objects.filter(transcript__enrollment=last).delete()
        Transcript.objects.filter(enrollment=last).delete()
        later = Checkpoint.objects.filter(size__gte=first)
        Cosignature.objects.filter(checkpoint__in=later).delete()
        later.delete()
        HourEntry.objects.filter(enrollment=last).delete()
        SignOff.objects.filter(session__enrollment=last).delete()
        SessionEvent.objects.filter(session__enrollment=last).delete()
        ClinicSession.objects.filter(enrollment=last).delete()
        Balance.objects.filter(enrollment=last).delete()
        licenses = Credential.objects.filter(entry__gt=first)
        people = {last.student_id, *licenses.values_list("supervisor__user", flat=True)}
        licenses.delete()
        last.delete()
        last.cohort.delete()
        Supervisor.objects.filter(user__in=people).delete()
        User.objects.filter(pk__in=people).delete()
        LogEntry.objects.filter(seq__gte=first).delete()
        make_the_tree_fit()
        LedgerHead.objects.update(transcripts=LogEntry.objects.filter(kind=Kind.TRANSCRIPT).count())


def issue_to_the_last_student() -> str:
    """Issue a transcript and return its code."""
    registrar = OfficeRoleFactory().user
    return issue_transcript(actor=registrar, enrollment=Enrollment.objects.latest("pk")).code


@dataclass
class Board:
    """A licensing board that keeps checkpoints, and trusts a witness whose key it has."""

    folder: Path
    witness: str
    kept: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.save("policy.txt", f"witness other {self.witness}\nquorum other\n")

    def save(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def keep(self, checkpoint: str) -> None:
        name = f"kept-{len(self.kept)}.txt"
        self.save(name, checkpoint)
        self.kept += ["--checkpoint", name]

    def checks(self, school: School, code: str, *options: str) -> tuple[str, str]:
        """Check a transcript with the program that the school offers, and return its verdict and steps."""
        self.save("record.json", school.get(f"/verify/{code}.json"))
        self.save("keys.json", school.get("/.well-known/practicum-keys.json"))
        self.save("verify.py", school.get("/verify/verify_transcript.py"))
        command = [sys.executable, "verify.py", "record.json", "--keys", "keys.json", "--online"]
        ended = subprocess.run(
            [*command, *options], cwd=self.folder, capture_output=True, text=True, timeout=60
        )
        assert ended.stderr == ""
        return ended.stdout.splitlines()[0], ended.stdout


def test_a_school_that_rewrites_its_log_is_found_out_by_the_others(schools, tmp_path):
    palmetto, coral = schools
    board = Board(tmp_path / "board", coral.witness_key())
    for entries in (40, 10):
        for school, other in ((palmetto, coral), (coral, palmetto)):
            sign_more(other, entries)
            ended = school.looks_at(other)
            assert (ended.returncode, ended.stderr) == (0, "")
        board.keep(palmetto.get("/verify/checkpoint"))
    with palmetto.office():
        code = issue_to_the_last_student()
    assert coral.looks_at(palmetto).returncode == 0
    kept = palmetto.get("/verify/checkpoint")
    assert "coral.test/witness" in kept
    page = palmetto.get("/verify/log/")
    assert "Saw all 55 entries" in page and "coral.test/witness" in page
    assert board.checks(palmetto, code, *board.kept, "--policy", "policy.txt")[0] == "VALID"

    with palmetto.office():
        forget_the_last_student()
    sign_more(palmetto, 10)
    with palmetto.office():
        code = issue_to_the_last_student()
        assert audit_ledger().is_ok  # nothing in the school itself shows it
        damage = audit_ledger(checkpoints={"kept.txt": kept}).damage
    assert (damage.seq, damage.kind) == (44, "rewritten history")
    assert board.checks(palmetto, code)[0] == "VALID"

    ended = coral.looks_at(palmetto)
    assert ended.returncode == 1
    assert "THE LOG WAS REWRITTEN" in ended.stderr
    assert "The histories are the same up to 43 entries and differ at 55." in ended.stderr
    (evidence,) = (coral.folder / "palmetto-seen" / "evidence").iterdir()
    assert (evidence / "presented.txt").read_text() == palmetto.get("/verify/checkpoint")
    assert "coral.test/witness" not in palmetto.get("/verify/checkpoint")
    assert palmetto.looks_at(coral).returncode == 0

    verdict, steps = board.checks(palmetto, code, *board.kept)
    assert verdict == "REFUSED"
    assert "The log was rewritten: it agrees up to entry 43, but not at 55." in steps
    verdict, steps = board.checks(palmetto, code, "--policy", "policy.txt")
    assert verdict == "UNKNOWN"
    assert "Not enough of your witnesses have signed the log. Witnesses: 0." in steps
