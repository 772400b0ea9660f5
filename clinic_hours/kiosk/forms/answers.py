"""What a kiosk shows after a tap, in every language of the site: somebody may switch while they read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.times import hours, time_words
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.kiosk.selectors.entries import Entry

Said = Mapping[str, Any]


def in_each_language(words: Callable[[], Any]) -> dict[str, Any]:
    """Return {language: the words in it}."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = words()
    return found


def refused_words(findings: Sequence[Finding]) -> Said:
    return {"title": _("Not recorded"), "lines": [sentence_of(finding) for finding in findings]}


def asked_words() -> Said:
    line = _("Your instructor is asked to confirm that you are here.")
    return {"title": _("Thank you"), "lines": [line]}


def flagged_words() -> Said:
    line = _("Your instructor will look at this entry. If you want to clock in, start again.")
    return {"title": _("Thank you for telling us"), "lines": [line]}


def entry_words(entry: Entry) -> Said:
    """Return a heading with the first name, and a sentence or two."""
    name = entry.first_name
    is_leaving = entry.outcome in ("out", "break")
    title = _("Goodbye, %(name)s") if is_leaving else _("Hello, %(name)s")
    return {"title": title % {"name": name}, "lines": list(filter(None, lines_of(entry)))}


def lines_of(entry: Entry) -> list[str]:
    if entry.outcome == "held":
        return [awaited(entry), missing_clock_out(entry)]
    time = {"time": time_words(entry.at)}
    if entry.outcome == "in":
        begun = _("You're clocked in at %(time)s.") % time
        return [begun, counts_from(entry), missing_clock_out(entry)]
    if entry.outcome == "back":
        return [_("Your break ended at %(time)s.") % time]
    if entry.outcome == "break":
        return [_("Your break began at %(time)s. Clock in when you're back.") % time]
    return [_("You clocked out at %(time)s.") % time, earned(entry)]


def awaited(entry: Entry) -> str:
    time = time_words(entry.at)
    if not entry.supervisors:
        return _(
            "Please wait: no instructor has clocked in yet. Your clock-in at %(time)s is kept."
        ) % {"time": time}
    if entry.students == 1:
        return _(
            "Please wait: there are too many students for the instructors here. Your clock-in at "
            "%(time)s is kept."
        ) % {"time": time}
    said = ngettext(
        "Please wait: %(students)s students are here for one instructor. Your clock-in at "
        "%(time)s is kept.",
        "Please wait: %(students)s students are here for %(count)s instructors. Your clock-in at "
        "%(time)s is kept.",
        entry.supervisors,
    )
    return said % {"students": entry.students, "count": entry.supervisors, "time": time}


def counts_from(entry: Entry) -> str:
    if entry.counts_from is None:
        return ""
    start = {"time": time_words(entry.counts_from)}
    return _("Your hours count from %(time)s, when the shift starts.") % start


def earned(entry: Entry) -> str:
    if entry.minutes is None:
        return ""
    said = {"hours": hours(entry.minutes), "name": entry.waits_for}
    return _("%(hours)s h today, waiting for %(name)s.") % said


def missing_clock_out(entry: Entry) -> str:
    if not entry.ended_another:
        return ""
    return _("Your last clock-out is missing. Ask your instructor to confirm when you left.")
