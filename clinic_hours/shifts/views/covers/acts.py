"""What people do about cover: one address, one action in each form."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import desks
from clinic_hours.desk.views.answers import say_done
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.forms.cover_words import DONE
from clinic_hours.shifts.forms.covers import CoverAction, CoverForm
from clinic_hours.shifts.models import Cover, Shift
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.covers.page import own_duty, own_place
from clinic_hours.shifts.selectors.covers.pending import covers_of
from clinic_hours.shifts.selectors.visible import covers_visible_to, places_visible_to
from clinic_hours.shifts.services.covers.absences import (
    agree_absence,
    announce_absence,
    ask_instructors,
)
from clinic_hours.shifts.services.covers.exchange import agree_exchange
from clinic_hours.shifts.services.covers.taking import (
    ask_for_cover,
    give_back,
    refuse_cover,
    take_cover,
    withdraw_cover,
)
from clinic_hours.shifts.views.access import get_shift
from clinic_hours.shifts.views.shift_page import show_shift
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

Said = dict[str, Any]


@require_POST
def cover(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Do what the form says: 303 when done, otherwise 422, 403, 404 or 409 with a message."""
    shift = get_shift(request, public_id)
    if not can_plan(request.user) and not {Role.STUDENT, Role.INSTRUCTOR} & set(
        desks(request).roles
    ):
        raise PermissionDenied
    mine = places_visible_to(request.user).filter(student=request.user.pk, status=PlaceState.BOOKED)
    form = CoverForm(request.POST, places=mine)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            done = ACTS[form.cleaned_data["action"]](request, shift, form.cleaned_data)
            return say_done(request, str(DONE[done]), "hours:shift", shift.public_id)
        except NotAllowed as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            refuse(form, refusal.findings)
        except Conflict:
            status = HTTPStatus.CONFLICT
            form.add_error(None, _("This changed meanwhile, so nothing was done. Look again."))
        except OperationalError as error:
            status = keep_typed(request, form, error)
    return show_shift(request, get_shift(request, public_id), cover_form=form, status=status)


def ask(request: SignedInRequest, shift: Shift, said: Said) -> str:
    """A student asks for cover, an instructor announces an absence, the office asks instructors."""
    if request.POST.get("cover"):
        ask_instructors(**about(request, shift, said), supervisors=said["instructor"])
        return "instructors"
    if place := own_place(request.user, shift):
        ask_for_cover(actor=request.user, place=place, reason=said["reason"])
        return "ask"
    duty = own_duty(request.user, shift)
    if duty is None:
        raise Http404
    announce_absence(actor=request.user, duty=duty, reason=said["reason"])
    return "absence"


def take(request: SignedInRequest, shift: Shift, said: Said) -> str:
    take_cover(**about(request, shift, said), instead=said["place"])
    return "take"


def agree(request: SignedInRequest, shift: Shift, said: Said) -> str:
    act = about(request, shift, said)
    if act["cover"].is_for_instructors:
        agree_absence(**act)
        return "assign"
    agree_exchange(**act)
    return "agree"


def assign(request: SignedInRequest, shift: Shift, said: Said) -> str:
    agree_absence(**about(request, shift, said), supervisor=said["instructor"].get())
    return "assign"


def simply(service: Callable[..., Any], done: str) -> Callable[..., str]:
    def act(request: SignedInRequest, shift: Shift, said: Said) -> str:
        service(**about(request, shift, said))
        return done

    return act


def about(request: SignedInRequest, shift: Shift, said: Said) -> Said:
    """Return the actor, the request for cover and the version that the page showed, or raise Http404."""
    try:
        public_id = UUID(request.POST.get("cover", ""))
    except ValueError:
        raise Http404 from None
    seen = covers_of([shift.pk]).filter(pk__in=covers_visible_to(request.user).values("pk"))
    found: Cover = get_object_or_404(seen, public_id=public_id)
    return {"actor": request.user, "cover": found, "version": said["version"]}


ACTS: dict[str, Callable[[SignedInRequest, Shift, Said], str]] = {
    CoverAction.ASK: ask,
    CoverAction.TAKE: take,
    CoverAction.GIVE_BACK: simply(give_back, "give-back"),
    CoverAction.AGREE: agree,
    CoverAction.ASSIGN: assign,
    CoverAction.REFUSE: simply(refuse_cover, "refuse"),
    CoverAction.WITHDRAW: simply(withdraw_cover, "withdraw"),
}
