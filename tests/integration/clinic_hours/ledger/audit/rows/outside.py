"""Columns that are no part of the record: changing one changes nothing that a board relies on."""

from dataclasses import fields

from django.contrib.auth import get_user_model
from django.db.models import Model

from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.attendance.models import (
    ClockFailure,
    ClockRequest,
    Device,
    Draft,
    HeadCount,
    Outcome,
    Presence,
    Punch,
    SiteRules,
)
from clinic_hours.kiosk.models import Delivery, KioskPin, PinTries
from clinic_hours.ledger.models import (
    Checkpoint,
    Cosignature,
    LedgerAudit,
    LedgerHead,
    LogEntry,
    SigningKey,
)
from clinic_hours.people.domain.limits import Limits
from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Document,
    Enrollment,
    NameDisclosure,
    OfficeRole,
    RecordRead,
    SchoolLimits,
    Supervisor,
)
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.transcripts.models import Disclosure, Revocation, Transcript, TranscriptRequest
from courses.curriculum.models import Program

A_RUN = "an audit's own report; whoever doubts it runs another"
A_GROUP = "how the office groups students; no requirement depends on it"
A_PLACE = "where sessions can be logged; entries state the place and its time zone as then"
A_ROLE = "what someone may do now; entries and transcripts state who signed as what"
A_FILE = "what the office was shown; entries state the license itself"
A_REQUEST = "when a transcript was asked for; the transcript states when it was issued"
A_READER = "the register of who read a record, not the record"
A_PROGRAM = "the school may rename its program; entries and transcripts state the name as then"
AN_ACCOUNT = "how a person signs in"
A_PUNCH = "what was clocked; the sign-off states how its times arose and who supervised them"
A_SPAN = "computed from punches again with each one; the sign-off states what it came to"
A_COUNT = "what the instructor said of a shift; the sign-off states each student's minutes"
A_KIOSK = (
    "a tablet of the clinic, and when it failed; entries state times, not where they were tapped"
)
A_PIN = "how a person shows a kiosk who they are"
THE_CLOCK = "the database's clock; pages show when something was done, which is signed"

# {model: {column: why}}
OUTSIDE: dict[type[Model], dict[str, str]] = {
    LedgerAudit: dict.fromkeys(
        (
            *("started_by", "started_at", "heard_at", "finished_at", "entries", "read", "root"),
            *("damaged_seq", "damage"),
        ),
        A_RUN,
    ),
    Checkpoint: {"signed_at": THE_CLOCK},
    Cosignature: {"received_at": THE_CLOCK},
    LedgerHead: {"checked_on": "when the next daily checkpoint is due"},
    SigningKey: {"added_at": THE_CLOCK},
    LogEntry: {"recorded_at": THE_CLOCK},
    Cohort: dict.fromkeys(("program", "name", "name_es", "starts_on", "finishes_on"), A_GROUP),
    Enrollment: {"cohort": A_GROUP, "lock_no": "counts how often the row was locked"},
    Supervisor: {"is_active": A_ROLE},
    OfficeRole: dict.fromkeys(("user", "role", "title", "is_limited", "until", "ended_at"), A_ROLE),
    NameDisclosure: dict.fromkeys(("enrollment", "reader", "reason", "day", "asked_at"), A_READER),
    RecordRead: dict.fromkeys(
        ("enrollment", "reader", "kind", "about", "day", "first_at"), A_READER
    ),
    Document: dict.fromkeys(
        (
            *(
                "public_id",
                "person",
                "credential",
                "kind",
                "file",
                "name",
                "media_type",
                "fingerprint",
            ),
            *("issued_on", "expires_on", "uploaded_by", "uploaded_at", "checked_by", "checked_at"),
        ),
        A_FILE,
    ),
    TranscriptRequest: dict.fromkeys(("enrollment", "asked_at", "due_on", "transcript"), A_REQUEST),
    ClinicSite: dict.fromkeys(
        (
            *("slug", "name", "name_es", "address", "time_zone", "is_active"),
            *("cutoff_at", "cutoff_hours", "documents"),
        ),
        A_PLACE,
    ),
    SchoolLimits: dict.fromkeys(
        ("only", *(field.name for field in fields(Limits))),
        "from when on the desks remind people",
    ),
    ClinicSession: {
        "site": "which row of a site it was; pages show the place that was signed",
        "awaits": "whose answer it waits for; the database keeps it empty once it is signed",
        "evidence": "the file that came with an entry; the signed history has its fingerprint",
        "findings": "warnings shown to the instructor before the session is signed",
    },
    Transcript: {"issued_by": "pages show the name in the statement, which is signed"},
    Revocation: {"revoked_by": "shown nowhere; the register of disclosures names who it was"},
    Disclosure: dict.fromkeys(
        ("enrollment", "transcript", "kind", "seen_by", "purpose", "happened_at"), A_READER
    ),
    Program: dict.fromkeys(
        (
            *("slug", "name", "name_es", "award", "standard", "length_months", "groups"),
            "retired_on",
        ),
        A_PROGRAM,
    ),
    Punch: dict.fromkeys(
        (
            *("uuid", "shift", "person", "place", "duty", "kind", "at", "method", "recorded_at"),
            *("is_held", "is_offline", "is_uncertain", "device", "device_seq", "device_at"),
            *("code_step", "evidence", "by", "reason", "supersedes"),
        ),
        A_PUNCH,
    ),
    Presence: dict.fromkeys(
        (
            *("shift", "person", "place", "duty", "kind", "from_at", "to_at", "opened_by"),
            *("closed_by", "began_attested", "closing", "is_uncertain"),
        ),
        A_SPAN,
    ),
    Draft: dict.fromkeys(
        ("place", "number", "session", "findings"),
        "which place a session was drafted from; the session itself is compared",
    ),
    HeadCount: dict.fromkeys(
        ("shift", "at_close", "expected", "is_right", "missing", "by", "at"), A_COUNT
    ),
    Outcome: dict.fromkeys(("place", "kind", "by", "at", "reason", "is_current"), A_COUNT),
    ClockRequest: dict.fromkeys(
        (
            *("public_id", "site", "shift", "person", "number", "reason", "device", "asked_at"),
            *("state", "answered_by", "answered_at"),
        ),
        "asks an instructor to attest; it gives no hours by itself",
    ),
    SiteRules: dict.fromkeys(
        ("site", "sources", *(field.name for field in fields(Rules))),
        "what a site makes of attendance from now on; entries state the minutes that it came to",
    ),
    Device: dict.fromkeys(
        (
            *("public_id", "site", "name", "public_key", "token", "paired_by", "paired_at"),
            *("revoked_by", "revoked_at", "cloned_at", "last_seen_at", "last_seq", "skew_seconds"),
        ),
        A_KIOSK,
    ),
    ClockFailure: dict.fromkeys(
        ("site", "device", "from_at", "to_at", "what", "repaired_by", "recorded_by"), A_KIOSK
    ),
    Delivery: dict.fromkeys(
        (
            *("device", "device_seq", "uuid", "kind", "number", "device_at", "received_at"),
            *("punch", "findings", "ended_another", "answered_at"),
        ),
        A_KIOSK,
    ),
    KioskPin: dict.fromkeys(("person", "number", "digest", "set_at"), A_PIN),
    PinTries: dict.fromkeys(("key", "failures", "since", "blocked_until"), A_PIN),
    get_user_model(): dict.fromkeys(
        (
            *("password", "last_login", "is_superuser", "email", "is_staff", "is_active"),
            *("date_joined", "public_id", "phone"),
        ),
        AN_ACCOUNT,
    ),
}
