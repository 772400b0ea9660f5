"""The coordinator sets up a student and an instructor by following links, from invitation to license."""

import re
from html import unescape

import pytest
from django.urls import reverse

from clinic_hours.people.models import Credential, Supervisor
from portal.accounts.models import Invitation
from portal.accounts.services import invitations
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ENROLL, INVITE = "/admin/office/enrollment/new/", "/admin/invitation/new/"
PEOPLE_FIELDS = [
    ("enrollment", "student"),
    ("supervisor", "user"),
    ("officerole", "user"),
]


def link(page: str, words: str) -> str:
    """Return the target of the link with this text."""
    (address,) = set(re.findall(rf'<a [^>]*href="([^"]+)"[^>]*>[^<]*{words}', page))
    return unescape(address)


def test_the_coordinator_invites_people_without_an_account(at_the_office, cora):
    answer = at_the_office.post(INVITE, {"display_name": "Ana Ruiz", "email": "ana@palmetto.test"})
    assert answer.url == "/admin/invitation/"
    assert Invitation.objects.get().invited_by == cora
    assert "ana@palmetto.test" in at_the_office.get("/admin/invitation/").text


@pytest.mark.parametrize("action", ["resend", "revoke"])
def test_the_coordinator_sends_an_invitation_again_and_revokes_it(at_the_office, action):
    sent = invitations.invite(email="ana@palmetto.test", display_name="Ana", invited_by=None)
    before = sent.token_hash
    assert at_the_office.post(f"/admin/invitation/{sent.pk}/{action}/").status_code == 302
    sent.refresh_from_db()
    assert (sent.token_hash != before) == (action == "resend")
    assert bool(sent.revoked_at) == (action == "revoke")


def test_an_auditor_a_student_and_an_instructor_invite_nobody(client, otis, lucia, rosa):
    for person in (otis, lucia.student, rosa.user):
        client.force_login(person)
        assert client.post(INVITE, {"display_name": "A", "email": "a@b.test"}).status_code == 403
    assert not Invitation.objects.exists()


def test_inviting_gives_the_coordinator_no_access_to_accounts(at_the_office, lucia):
    assert at_the_office.get(f"/admin/users/edit/{lucia.student.pk}/").status_code == 302
    assert at_the_office.get("/admin/users/").status_code == 302


@pytest.mark.parametrize(("kind", "field"), PEOPLE_FIELDS)
def test_an_address_without_an_account_can_be_invited_at_once(at_the_office, kind, field):
    refused = at_the_office.post(f"/admin/office/{kind}/new/", {field: " New.One+x@Palmetto.test "})
    assert "No active account uses this email address." in refused.text
    form = at_the_office.get(link(refused.text, "Send an invitation to this address"))
    assert 'value="new.one+x@palmetto.test"' in form.text


def test_text_that_is_not_an_address_is_not_offered_an_invitation(at_the_office):
    for nonsense in ("somebody", '"><script>alert(1)</script>@x.test'):
        page = at_the_office.post(ENROLL, {"student": nonsense}).text
        assert "Enter a valid email address." in page
        assert "Send an invitation to this address" not in page
        assert "<script>alert(1)" not in page


def test_a_deactivated_person_is_not_offered_an_invitation(at_the_office):
    gone = UserFactory(is_active=False)
    page = at_the_office.post(ENROLL, {"student": gone.email}).text
    assert "account is deactivated" in page
    assert "Send an invitation to this address" not in page


def test_an_invited_address_links_to_its_invitation(at_the_office):
    invitations.invite(email="ana@palmetto.test", display_name="Ana", invited_by=None)
    refused = at_the_office.post(INVITE, {"display_name": "Ana", "email": "ana@palmetto.test"}).text
    found = at_the_office.get(link(refused, "View invitation")).text
    assert "Send again" in found


def test_the_students_page_links_to_every_form_that_adds_people(at_the_office):
    page = at_the_office.get(reverse("hours:student_list")).text
    for address in (
        "/hours/people/new-student/",
        "/hours/people/new-instructor/",
        "/hours/people/",
    ):
        assert f'href="{address}"' in page
        assert at_the_office.get(address).status_code == 200


def test_only_the_office_is_offered_to_add_a_student(client, otis, rosa):
    for person in (otis, rosa.user):
        client.force_login(person)
        page = client.get(reverse("hours:student_list")).text
        assert reverse("hours:new_student") not in page
        assert ENROLL not in page


def test_the_form_for_a_new_instructors_license_comes_next(at_the_office):
    person = UserFactory(display_name="Irene Okafor")
    sent = {"user": person.email, "printed_name": "Irene Okafor, LMT", "is_active": "on"}
    form = at_the_office.post("/admin/office/supervisor/new/", sent, follow=True)
    irene = Supervisor.objects.get()
    address, _status = form.redirect_chain[-1]
    assert "Next, add their license" in form.text
    assert f'<option value="{irene.pk}" selected>' in form.text
    at_the_office.post(
        address,
        {
            "supervisor": irene.pk,
            "kind": "LMT",
            "jurisdiction": "US-FL",
            "number": "MA 51877",
            "issued_on": "2024-01-01",
            "expires_on": "2028-08-31",
        },
    )
    assert Credential.objects.get().supervisor == irene


def test_an_instructor_in_the_list_links_to_the_license_form(at_the_office, rosa):
    page = at_the_office.get("/admin/office/supervisor/").text
    assert f'href="/admin/office/credential/new/?supervisor={rosa.pk}"' in page


@pytest.mark.parametrize("wrong", ["x", "999999999999999999999", "\x00"])
def test_a_link_without_an_instructor_opens_an_empty_form(at_the_office, wrong):
    form = at_the_office.get("/admin/office/credential/new/", {"supervisor": wrong})
    assert form.status_code == 200
