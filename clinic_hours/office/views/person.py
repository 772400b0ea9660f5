"""One person: roles, licenses, documents, the invitation, and what the office may do about them."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.forms.wording import refusal_words
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.selectors.waiting import waiting_for_person
from clinic_hours.people.models import Document, RecordRead
from clinic_hours.people.policies import can_correct_the_name, can_deactivate
from clinic_hours.people.selectors.people import (
    documents_visible_to,
    listed,
    people_visible_to,
    with_roles,
)
from clinic_hours.people.services import accounts
from clinic_hours.people.services.documents import check_document
from clinic_hours.people.views.reads import note_read
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest

from .saving import CHANGED_MEANWHILE


@dataclass(frozen=True, slots=True)
class Act:
    """Something the office does with a person's account, and what it says afterward."""

    service: Callable[..., None]
    done: str | Promise


ACTS = {
    "resend": Act(accounts.resend_invitation, _("A new invitation is on its way to %(email)s.")),
    "withdraw": Act(
        accounts.withdraw_invitation,
        _("The invitation was withdrawn and the account deactivated. The link no longer works."),
    ),
    "deactivate": Act(accounts.deactivate_person, _("%(name)s can no longer sign in.")),
    "reactivate": Act(accounts.reactivate_person, _("%(name)s can sign in again.")),
}


def get_person(request: HttpRequest, public_id: UUID) -> Person:
    people = with_roles(people_visible_to(request.user))
    return get_object_or_404(people, public_id=public_id)


@require_safe
@roles_required(Role.COORDINATOR)
def person(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return show(request, get_person(request, public_id))


def show(
    request: SignedInRequest,
    found: Person,
    *,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    enrollments = list(found.enrollments.all())
    for enrollment in enrollments:
        note_read(request, enrollment, RecordRead.Kind.RECORD, status=status)
    (row,) = listed([found])
    documents = documents_visible_to(request.user).filter(person=found)
    context = {
        "person": found,
        "invited": row.invited,
        "has_joined": found.has_usable_password(),
        "enrollments": enrollments,
        "waiting": waiting_for_person(request.user, found),
        "documents": documents.select_related("credential", "uploaded_by", "checked_by"),
        "may_correct_the_name": can_correct_the_name(request.user, found),
        "may_deactivate": can_deactivate(request.user, found),
        "problem": problem,
    }
    return render_desk(request, "clinic_hours_office/person.html", context, status=status)


@require_POST
@roles_required(Role.COORDINATOR)
def act(request: SignedInRequest, public_id: UUID, name: str) -> HttpResponse:
    found = get_person(request, public_id)
    if name not in ACTS:
        raise Http404
    try:
        ACTS[name].service(actor=request.user, person=found)
    except NotAllowed as refusal:
        return refuse(request, found, refusal)
    except Conflict:
        return show(request, found, problem=str(CHANGED_MEANWHILE), status=HTTPStatus.CONFLICT)
    sentence = ACTS[name].done % {"name": found, "email": found.email}
    return say_done(request, sentence, "hours:person", found.public_id)


def refuse(request: SignedInRequest, found: Person, refusal: NotAllowed) -> HttpResponse:
    problem = refusal_words(refusal)
    return show(request, found, problem=problem, status=HTTPStatus.CONFLICT)


@require_POST
@roles_required(Role.COORDINATOR)
def check(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Note that the document was compared with the original."""
    documents = documents_visible_to(request.user).select_related("person")
    found: Document = get_object_or_404(documents, public_id=public_id)
    try:
        check_document(actor=request.user, document=found)
    except NotAllowed as refusal:
        return refuse(request, get_person(request, found.person.public_id), refusal)
    done = _("“%(name)s” is marked as checked.") % {"name": found}
    return say_done(request, done, "hours:person", found.person.public_id)
