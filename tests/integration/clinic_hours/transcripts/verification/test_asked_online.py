"""The verifier's questions and this site's answers fit together."""

import json

import pytest

from clinic_hours.ledger.selectors.log import checkpoint_note
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.ledger.signatures import new_key, write_key_file
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from clinic_hours.transcripts.verify_transcript import ask_site, shaped, status_of, verify
from tests.factories.clinic import (
    NOW,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    signed,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def issued(site_url, settings, tmp_path) -> Transcript:
    settings.SITE_URL = site_url
    settings.SIGNING_KEY_FILE = str(tmp_path / "key.pem")
    write_key_file(tmp_path / "key.pem", new_key())
    ClinicSiteFactory()
    lucia = EnrollmentFactory()
    signed(logged(lucia, SupervisorFactory(), start="08:00", end="09:00"))
    return issue_transcript(actor=OfficeRoleFactory().user, enrollment=lucia, now=NOW)


def keys_of(site_url: str) -> list[dict]:
    published = json.loads(ask_site(site_url, "/.well-known/practicum-keys.json"))
    return [key["practicum"] for key in published["keys"]]


def codes(data: bytes, site_url: str, kept: list[str] | None = None) -> list[str]:
    """Return the codes of the steps in which the site has a say."""
    steps = verify(data, keys_of(site_url), kept or [], ask=ask_site)
    return [step.code for step in steps if step.name in ("pinned", "online", "period")]


def test_a_transcript_that_stands_is_confirmed(issued, site_url):
    data = ask_site(site_url, f"/verify/{issued.code}.json")
    assert codes(data, site_url) == ["online", "period"]
    assert status_of(verify(data, keys_of(site_url), ask=ask_site)) == 0


def test_a_superseded_one_and_a_revoked_one_are_named(issued, site_url):
    data = ask_site(site_url, f"/verify/{issued.code}.json")
    issue_transcript(actor=issued.issued_by, enrollment=issued.enrollment, now=NOW)
    assert codes(data, site_url) == ["superseded", "period"]
    revoke_transcript(actor=issued.issued_by, transcript=issued, reason="Wrong name.")
    assert codes(data, site_url) == ["revoked"]


def test_a_code_that_the_school_never_issued_is_unknown(issued, site_url):
    answer = json.loads(ask_site(site_url, f"/verify/{'0' * 26}/status"))
    shaped(answer, "standing", "status")
    assert (answer["state"], answer["statement"]) == ("unknown", None)


def test_what_was_kept_is_proved_to_be_the_beginning(issued, site_url):
    data = ask_site(site_url, f"/verify/{issued.code}.json")
    kept = checkpoint_note(issued.checkpoint.size)
    issue_transcript(actor=issued.issued_by, enrollment=issued.enrollment, now=NOW)
    newest = checkpoint_note()
    assert newest != kept
    assert codes(data, site_url, [kept, newest]) == ["pinned", "superseded", "period"]


def test_a_key_that_was_replaced_is_no_obstacle_online(issued, site_url):
    data = ask_site(site_url, f"/verify/{issued.code}.json")
    rotate_signing_key()
    issue_transcript(actor=issued.issued_by, enrollment=issued.enrollment, now=NOW)
    assert status_of(verify(data, keys_of(site_url))) == 2
    assert codes(data, site_url) == ["superseded", "continued"]
    again = ask_site(site_url, f"/verify/{issued.code}.json")
    assert status_of(verify(again, keys_of(site_url))) == 0
