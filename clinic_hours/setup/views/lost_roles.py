"""Questions before somebody loses a role in the office."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_hours.desk.views.answers import say_done
from clinic_hours.people.models import OfficeRole
from clinic_hours.setup.services import roles
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .pages import FormPage, answer_form, crumbs, office_page
from .roles import AUDITORS, SIGNERS, Group, role_of


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and said afterwards. `title` and `done` have a place for the name."""

    title: str
    button: str
    note: str
    done: str


@office_page
def delete_signer(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(SIGNERS, pk)
    question = Question(
        title=_("Remove %(name)s from the office?"),
        button=_("Remove"),
        note=_("The account stays, and so does everything that was signed or issued."),
        done=_("%(name)s no longer runs the office."),
    )
    act = partial(roles.remove_coordinator, actor=request.user, role=role)
    return answer_question(request, SIGNERS, role, question, act)


@office_page
def end_auditor(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(AUDITORS, pk)
    question = Question(
        title=_("End the access of %(name)s now?"),
        button=_("End access"),
        note=_("What was read and which names were asked for stays on record."),
        done=_("The access of %(name)s has ended."),
    )
    act = partial(roles.end_access, actor=request.user, role=role, now=timezone.now())
    return answer_question(request, AUDITORS, role, question, act)


def answer_question(
    request: SignedInRequest,
    group: Group,
    role: OfficeRole,
    question: Question,
    act: Callable[[], object],
) -> HttpResponse:
    """Ask before somebody loses a role, or take it."""
    name = {"name": role.user}
    page = FormPage(
        title=question.title % name,
        crumbs=crumbs(question.button, (group.title, group.where)),
        button=question.button,
        note=question.note,
        template="clinic_hours_setup/question.html",
        extra={"back_url": reverse(group.where)},
    )

    def act_and_say() -> HttpResponse:
        act()
        return say_done(request, question.done % name, group.where)

    return answer_form(request, page, Form(sent(request)), act_and_say)
