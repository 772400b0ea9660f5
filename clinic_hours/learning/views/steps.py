"""A student's next steps in words: a title, a sentence and where to go."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.learning.domain.next_step import Kind, Step
from clinic_hours.pace.views.pace_words import half_hours, headline_of, need_words, short_day
from clinic_hours.sessions.forms.status import status_words

from .session_steps import WITH_SESSION
from .shift_steps import agree, confirm
from .step_cards import Card, Desk

OBSERVATION = "observation"


def card_of(step: Step, desk: Desk) -> Card:
    if step.key is None:
        return WITHOUT_SESSION[step.kind](desk)
    waiting = next(each for each in desk.sessions.waiting if each.key == step.key)
    return WITH_SESSION[step.kind](desk, desk.sessions.by_key[step.key], waiting)


def new_target(desk: Desk) -> Card:
    assert desk.need and desk.need.earliest_on
    earliest = _("The earliest is %(date)s.") % {
        "date": short_day(desk.need.earliest_on, desk.today)
    }
    passed = desk.enrollment.target_on < desk.today
    title = _("The %(date)s target has passed") if passed else _("%(date)s is no longer possible")
    return Card(
        Kind.NEW_TARGET,
        title % {"date": desk.target},
        " ".join(filter(None, [earliest, most_words(desk), _("Talk to the clinic office.")])),
        "triangle-alert",
        desk.contact or reverse("hours:session_new"),
        _("Talk to the clinic office") if desk.contact else _("Log a session"),
    )


def most_words(desk: Desk) -> str:
    """Return what the earliest date takes, if there is a weekly limit."""
    limits = desk.enrollment.requirement_set
    if not limits.weekly_cap_minutes:
        return ""
    most = limits.in_real_minutes(limits.weekly_cap_minutes)
    return _("It takes %(hours)s h every week, the most that may count.") % {
        "hours": desk.hours(most)
    }


def catch_up(desk: Desk) -> Card:
    assert desk.need
    title, text = weekly_words(desk) if desk.need.is_weekly else words_until_target(desk)
    if desk.pace.is_stalled:
        text = f"{headline_of(desk.pace, desk.target)}. {text}"
    url, label = reverse("hours:session_new"), _("Log a session")
    if offers_shifts(desk):
        url = reverse("hours:shift_book")
        label = ngettext("See the shift", "See the %(count)s shifts", desk.fitting)
        label %= {"count": desk.fitting}
    return Card(Kind.CATCH_UP, title, text, "triangle-alert", url, label, offers_contact=True)


def offers_shifts(desk: Desk) -> bool:
    """Whether hours are missing this week that open shifts can bring."""
    assert desk.need
    is_missing = not desk.need.is_weekly or more_this_week(desk) > 0
    return is_missing and desk.fitting > 0


def words_until_target(desk: Desk) -> tuple[str, str]:
    words = {"hours": needed_words(desk), "date": desk.target}
    text = _("That keeps your %(date)s finish.") % words
    return _("Log %(hours)s h by %(date)s") % words, with_open_shifts(text, desk)


def weekly_words(desk: Desk) -> tuple[str, str]:
    """Return what this week needs: a title and the reason."""
    words = {"hours": needed_words(desk), "date": desk.target, "done": desk.hours(desk.planned)}
    text = _("%(hours)s h a week keeps your %(date)s finish. You have %(done)s h so far this week.")
    return weekly_title(desk), with_open_shifts(text % words, desk)


def weekly_title(desk: Desk) -> str:
    more = more_this_week(desk)
    if more <= 0:
        return _("You have this week's %(hours)s h") % {"hours": needed_words(desk)}
    left = {"hours": half_hours(more, desk.progress.clock_hour)}
    if desk.fitting:
        return _("Book %(hours)s more hours this week") % left
    return _("Log %(hours)s more hours this week") % left


def needed_words(desk: Desk) -> str:
    assert desk.need
    return half_hours(desk.need.minutes, desk.progress.clock_hour)


def with_open_shifts(text: str, desk: Desk) -> str:
    """Add how many shifts the student could book this week."""
    if not offers_shifts(desk):
        return text
    said = ngettext(
        "%(count)s open shift fits this week.",
        "%(count)s open shifts fit this week.",
        desk.fitting,
    )
    return f"{text} {said % {'count': desk.fitting}}"


def more_this_week(desk: Desk) -> int:
    """Return what is missing of the needed hours this week, within the weekly limit."""
    assert desk.need
    limits, done = desk.enrollment.requirement_set, desk.planned
    cap = limits.limit_in_real_minutes(limits.weekly_cap_minutes)
    wanted = desk.need.minutes if cap is None else min(desk.need.minutes, cap)
    return max(wanted - done, 0)


def start(desk: Desk) -> Card:
    if desk.may_begin and not desk.booked.place:
        return book_first(desk)
    text = _(
        "After your first session, log the date, the times and how many clients you treated. It "
        "counts once your instructor signs it."
    )
    return Card(
        Kind.START,
        _("Log your first session"),
        f"{text} {needed_a_week(desk)}",
        "plus",
        reverse("hours:session_new"),
        _("Log your first session"),
    )


def book_first(desk: Desk) -> Card:
    """Return the step of a new student for whom a shift is open."""
    first = next(line.line for line in desk.progress.lines if not line.is_met and line.is_open)
    observes = first.category == OBSERVATION
    title = _("Book your first observation shift") if observes else _("Book your first shift")
    text = _(
        "Choose a shift that suits you. After it, log your session, and your instructor signs."
    )
    return Card(
        Kind.START,
        title,
        f"{text} {needed_a_week(desk)}",
        "calendar-days",
        reverse("hours:shift_book"),
        _("See open shifts"),
    )


def needed_a_week(desk: Desk) -> str:
    target_on, hour = desk.enrollment.target_on, desk.progress.clock_hour
    return need_words(desk.need, target_on, hour, desk.today)


def log(desk: Desk) -> Card:
    return Card(
        Kind.LOG,
        _("Log your next session"),
        _(
            "You have %(left)s hours to go. Log each session soon after it ends, while the details are "
            "fresh, so your instructor can sign sooner."
        )
        % {"left": desk.hours(desk.progress.remaining)},
        "plus",
        reverse("hours:session_new"),
        _("Log a session"),
    )


def treat(desk: Desk) -> Card:
    left = desk.progress.clients_remaining
    title = ngettext("%(clients)s client to go", "%(clients)s clients to go", left)
    return Card(
        Kind.TREAT,
        title % {"clients": left},
        _("All your hours are done. Keep logging the clients you treat in each session."),
        "users",
        reverse("hours:session_new"),
        _("Log a session"),
    )


def wait(_desk: Desk) -> Card:
    return Card(
        Kind.WAIT,
        _("Nothing for you to do"),
        _("All remaining hours are waiting for your instructor's signature."),
        "hourglass",
    )


def paused(desk: Desk) -> Card:
    return Card(
        Kind.PAUSED,
        status_words(desk.enrollment, desk.progress),
        _(
            "You can't log sessions right now. Your hours stay on record. Contact the clinic office to "
            "learn more."
        ),
        "info",
        desk.contact,
        _("Talk to the clinic office"),
    )


WITHOUT_SESSION: dict[Kind, Callable[[Desk], Card]] = {
    Kind.PAUSED: paused,
    Kind.CONFIRM: confirm,
    Kind.AGREE: agree,
    Kind.NEW_TARGET: new_target,
    Kind.CATCH_UP: catch_up,
    Kind.START: start,
    Kind.TREAT: treat,
    Kind.WAIT: wait,
    Kind.LOG: log,
}
