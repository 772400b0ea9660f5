"""The text of each finding: a sentence for the page and a few words for a badge; and of each refusal."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR

from .times import hours, moment_range, moment_words

# code: (sentence, badge). Each wing adds the findings of its own rules.
FINDINGS: dict[str, tuple[Any, Any]] = {
    "client_may_be_named": (
        gettext_lazy(
            "This may identify a client: %(passages)s. Remove it, or confirm below that no client "
            "is named. Nothing was sent."
        ),
        gettext_lazy("Note may name a client"),
    ),
}

# Reasons of NotAllowed that a form shows. Each wing adds those of its own services.
REFUSALS: dict[str, Any] = {}

KINDS = {
    "name": gettext_lazy("name"),
    "initials": gettext_lazy("initials and year of birth"),
    "phone": gettext_lazy("phone number"),
    "email": gettext_lazy("email address"),
    "birth_date": gettext_lazy("date of birth"),
}
IN_HOURS = ("over", "cap", "left", "surplus", "hours")
MOMENTS = ("clock", "last")


# parameter: its words. Wings add those of their own.
WORDS: dict[str, Callable[[Any], Any]] = {}


def add_words(parameter: str, words: Callable[[Any], Any]) -> None:
    """Say how a parameter of findings is written for people. Called while Django starts."""
    WORDS[parameter] = words


def add_findings(of_codes: Mapping[str, tuple[Any, Any]]) -> None:
    """Add the text of a wing's findings. Called while Django starts."""
    FINDINGS.update(of_codes)


def add_refusals(of_reasons: Mapping[str, Any]) -> None:
    """Add the sentences of a wing's refusals. Called while Django starts."""
    REFUSALS.update(of_reasons)


def refusal_words(refusal: NotAllowed) -> str:
    return str(REFUSALS[refusal.reason])


def sentence_of(finding: Finding) -> str:
    """Return the sentence for a finding in the reader's language."""
    said = [FINDINGS[finding.code][0] % words_of(finding.params)]
    if finding.params.get("confirmed"):
        said.append(_("The student confirmed that no client is named."))
    if finding.params.get("clock_hour", MINUTES_PER_HOUR) != MINUTES_PER_HOUR:
        said.append(clock_hour_words(finding.params["clock_hour"]))
    return " ".join(said)


def clock_hour_words(minutes: int) -> str:
    """Return the unit of a requirement set's hours, if its hour is not 60 minutes."""
    return _("Counted in clock hours of %(minutes)s minutes.") % {"minutes": minutes}


def badge_of(finding: Finding) -> str:
    """Return the text for a finding's badge."""
    return FINDINGS[finding.code][1] % words_of(finding.params)


def words_of(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters formatted for people."""
    words = {"range": _("another session"), **params}
    clock_hour = params.get("clock_hour", MINUTES_PER_HOUR)
    words.update({name: hours(params[name], clock_hour) for name in IN_HOURS if name in params})
    words.update({name: clock_words(params[name]) for name in MOMENTS if name in params})
    words.update({name: write(params[name]) for name, write in WORDS.items() if name in params})
    if "moment" in params:
        moment = datetime.fromisoformat(params["moment"])
        words["moment"] = moment_words(moment, params["zone"])
    if "date" in params:
        words["date"] = date_format(date.fromisoformat(params["date"]), "DATE_FORMAT")
    if "starts_at" in params:
        words["range"] = moment_range(
            datetime.fromisoformat(params["starts_at"]),
            datetime.fromisoformat(params["ends_at"]),
            params["zone"],
        )
    if "rule" in params:
        words["rule"] = params["rule"] or _("the school's own policy")
    if "passages" in params:
        words["passages"] = ", ".join(f"“{passage}”" for passage in params["passages"])
    if "kinds" in params:
        words["kinds"] = ", ".join(str(KINDS[kind]) for kind in params["kinds"])
    return words


def clock_words(moment: str) -> str:
    """Return an instant to the second, precise enough to compare clocks."""
    local = localtime(datetime.fromisoformat(moment))
    return f"{date_format(local, 'DATE_FORMAT')}, {date_format(local, 'g:i:s a')}"
