"""What a person reads about a request for cover."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clinic_hours.shifts.domain.states import CoverState
from clinic_hours.shifts.models import Cover
from clinic_hours.shifts.selectors.covers.page import CoverOf
from home.core.models.actors import Person

from .booking_words import shift_words

DONE: dict[str, Promise] = {
    "ask": gettext_lazy("Asked. You keep your place until someone takes it and you agree."),
    "absence": gettext_lazy("The clinic office knows that you can't come."),
    "instructors": gettext_lazy("They were asked."),
    "take": gettext_lazy("You offered to take it. You will hear whether it is agreed."),
    "give-back": gettext_lazy("You no longer offer to take it."),
    "agree": gettext_lazy("Agreed. The place has changed hands."),
    "assign": gettext_lazy("Agreed. Everyone on the shift was told."),
    "refuse": gettext_lazy("Declined. It is open for others again."),
    "withdraw": gettext_lazy("Withdrawn. Everything stays as it was."),
}


def heading_of(cover: Cover, user: Person, *, may_take: bool) -> str:
    """Return in a few words where a request stands, to this person."""
    is_mine = cover.asked_by_id == user.pk
    said = {"asker": cover.asked_by, "taker": cover.taken_by}
    if cover.pair_id:
        return _("You offered this place in exchange") if is_mine else _("Offered to you")
    if cover.state == CoverState.OPEN:
        return open_heading(cover, is_mine=is_mine, may_take=may_take) % said
    if cover.taken_by_id == user.pk:
        return _("You offered to take it")
    return _("%(taker)s offers to take it") % said


def open_heading(cover: Cover, *, is_mine: bool, may_take: bool) -> str:
    if cover.vacancy_id:
        return _("Can you take this shift?") if may_take else _("Instructors were asked")
    if cover.duty_id:
        return _("The office knows you can't come") if is_mine else _("%(asker)s can't come")
    return _("You asked for cover") if is_mine else _("%(asker)s needs cover")


def own_cover_words(cover: Cover) -> str:
    """Return where one's own request stands, beside the place that it is for."""
    if cover.pair_id:
        return _("You offered it in exchange for another shift.")
    if cover.taken_by_id:
        return _("%(name)s offers to take your place.") % {"name": cover.taken_by}
    return _("You asked for cover. You keep your place until you agree with someone.")


def sentence_of(each: CoverOf) -> str:
    """Return what happens next."""
    cover = each.cover
    if cover.pair_id:
        return _("It goes to %(name)s if the swap is agreed.") % {"name": cover.taken_by}
    if each.in_exchange:
        return _("In exchange: %(shift)s.") % {"shift": shift_words(each.in_exchange.shift)}
    if cover.state == CoverState.TAKEN:
        return taken_sentence(each)
    if cover.vacancy_id:
        return vacancy_sentence(each)
    if each.is_mine and cover.place_id:
        return asked_words(each.asked)
    if each.is_mine:
        return _("You are on the shift until someone else takes it.")
    return ""


def vacancy_sentence(each: CoverOf) -> str:
    if each.may_take:
        return _("It needs an instructor. The clinic office decides among those who offer.")
    said = ngettext(
        "%(count)s instructor was asked so far.",
        "%(count)s instructors were asked so far.",
        each.asked,
    )
    return said % {"count": each.asked}


def taken_sentence(each: CoverOf) -> str:
    if each.is_taker and each.cover.place_id:
        return _("%(name)s has to agree first.") % {"name": each.cover.asked_by}
    if each.is_taker:
        return _("The clinic office has to agree first.")
    absent = {"name": each.cover.asked_by}
    return _("%(name)s can't come.") % absent if each.cover.duty_id else ""


def asked_words(count: int) -> str:
    if not count:
        return _("Nobody who could take it was found yet. The clinic keeps looking.")
    said = ngettext(
        "%(count)s student was asked so far. You keep your place until you agree with someone.",
        "%(count)s students were asked so far. You keep your place until you agree with someone.",
        count,
    )
    return said % {"count": count}
