"""Every page of the desks, of an entry and of a transcript, for one student with a long history."""

import itertools
import uuid
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from clinic_hours.ledger.domain.commitments import commitment
from clinic_hours.ledger.models import CommittedText
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.history import History
from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from clinic_hours.sessions.services.growth import APART
from clinic_hours.transcripts.documents.issuing import issue_transcript

Visit = Callable[[], object]
ADDRESSES = itertools.count(int(ip_address("10.0.0.1")))


def desk_pages(enrollment: Enrollment, office) -> dict[str, Visit]:
    """Return {who, address: visit}, after adding waiting and returned sessions and a transcript."""
    waiting, returned = give(enrollment, "submitted"), give(enrollment, "returned")
    code = issue_transcript(actor=office, enrollment=enrollment).code
    entry = HourEntry.objects.filter(enrollment=enrollment).order_by("log_entry")[2]
    record = enrollment.public_id
    about_one = [
        at("session", entry.session.public_id),
        at("session", waiting.public_id),
        at("entry", entry.seq),
        at("enrollment", record),
        at("requirement", record, entry.requirement_id),
    ]
    papers = [at("transcripts", record), at("disclosures", record)]
    student = [
        *(at("home"), at("session_list"), at("session_list") + "?status=signed_off"),
        *(at("session_new"), at("session_edit", returned.public_id)),
        at("transcript_file", code, "csv"),
    ]
    instructor = [at("queue"), at("signed"), at("student_list")]
    office_pages = [at("today"), at("student_list"), at("ledger"), at("credit_new", record)]
    visitor = ["/verify/log/", f"/verify/{code}/", f"/verify/{code}.json"]
    asked = {
        enrollment.student: [*student, *about_one, *papers],
        waiting.supervisor.user: [*instructor, *about_one],
        office: [*office_pages, *about_one, *papers, reverse("enrollment:index")],
        None: visitor,
    }
    return {
        f"{person or 'Visitor'}, {address}": visiting(client, address)
        for person, addresses in asked.items()
        for client in [client_of(person)]
        for address in addresses
    }


def give(enrollment: Enrollment, status: str) -> ClinicSession:
    """Add a session in another state, after the signed ones."""
    session = ClinicSession.objects.filter(enrollment=enrollment).latest("starts_at")
    session.pk, session.public_id, session.status = None, uuid.uuid4(), status
    session.starts_at, session.ends_at = session.starts_at + APART, session.ends_at + APART
    event = SessionEvent(
        kind=SessionEvent.Kind.RETURNED,
        actor=session.supervisor.user,
        happened_at=session.ends_at,
        version=2,
        reason=CommittedText.objects.get_or_create(
            commitment=commitment("Which site?", bytes(16)),
            defaults={"text": "Which site?", "salt": bytes(16)},
        )[0],
    )
    session.history = History().then([event.happened])
    session.save(force_insert=True)
    event.session = session
    event.save()
    return session


def at(name: str, *args) -> str:
    return reverse(f"hours:{name}", args=args)


def client_of(person) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def visiting(client: Client, address: str) -> Visit:
    signed_in = SESSION_KEY in client.session

    def visit() -> None:
        # A different visitor each time: a single one would soon be rate limited.
        whence = {} if signed_in else {"REMOTE_ADDR": str(ip_address(next(ADDRESSES)))}
        assert client.get(address, **whence).status_code == 200, address

    return visit
