"""WRITE: the mail that carries notices, in the reader's language and at the school's time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from clinic_hours.notices.domain.news import KINDS
from clinic_hours.notices.models import Notice
from clinic_hours.notices.selectors.readers import language_of
from clinic_hours.notices.selectors.words import sentence_of
from home.core.addresses import at_site
from home.core.models.actors import Person
from home.core.school_time import written_for

SEVERAL = "clinic_hours_notices/emails/several.txt"
LISTED = 30  # a longer list is read on the page


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a mail."""

    sentence: str
    act: str
    address: str


def mail_of(
    person: Person, notices: Sequence[Notice], for_mail: Mapping[Any, Mapping[str, Any]]
) -> EmailMessage:
    """Return one mail to a person. `for_mail` is {notice's public id: what only the mail says}."""
    with written_for(language_of(person)):
        said = for_mail.get(notices[0].public_id, {})
        if len(notices) == 1:
            mail = mail_of_one(person, notices[0], said)
        else:
            mail = mail_of_several(person, notices, said.get("reason", ""))
        attach_files(mail, notices)
        return mail


def mail_of_one(person: Person, notice: Notice, more: Mapping[str, Any]) -> EmailMessage:
    kind, line = KINDS[notice.kind], line_of(notice)
    choose = where_to_choose() if len(kind.ways) > 1 else ""
    context = {
        "name": person.get_short_name(),
        "sentence": line.sentence,
        "act": line.act,
        "address": line.address,
        "choose": choose,
        **more,
    }
    subject = one_line(kind.subject or line.sentence)
    return mail_to(person, subject, render_to_string(kind.template, context), choose)


def mail_of_several(person: Person, notices: Sequence[Notice], reason: str) -> EmailMessage:
    """Return a mail that lists notices, those of one kind together, with the reason they share."""
    by_kind: dict[str, list[Line]] = {}
    for notice in notices[:LISTED]:
        by_kind.setdefault(notice.kind, []).append(line_of(notice))
    choose = where_to_choose()
    context = {
        "name": person.get_short_name(),
        "reason": reason,
        "groups": [(KINDS[name].label, lines) for name, lines in by_kind.items()],
        "more": max(len(notices) - LISTED, 0),
        "all": at_site(reverse("hours:notices")),
        "choose": choose,
    }
    subject = subject_of_several(notices)
    return mail_to(person, subject, render_to_string(SEVERAL, context), choose)


def attach_files(mail: EmailMessage, notices: Sequence[Notice]) -> None:
    """Attach the files of the notices, one for all those that have the same kind of file."""
    by_writer: dict[Callable, list[Notice]] = {}
    for notice in notices:
        if write := KINDS[notice.kind].files:
            by_writer.setdefault(write, []).append(notice)
    for write, theirs in by_writer.items():
        for name, text, media_type in write(theirs):
            mail.attach(name, text, media_type)


def mail_to(person: Person, subject: str, text: str, choose: str) -> EmailMessage:
    """Return the mail. Mail programs offer the page where it is turned off, if it can be."""
    headers = {"List-Unsubscribe": f"<{choose}>"} if choose else {}
    return EmailMessage(subject, text, to=[person.email], headers=headers)


def where_to_choose() -> str:
    return at_site(reverse("hours:notice_preferences"))


def subject_of_several(notices: Sequence[Notice]) -> str:
    count, kinds = len(notices), {notice.kind for notice in notices}
    kind = KINDS[notices[0].kind]
    if len(kinds) == 1 and kind.many:
        return one_line(kind.many % {"count": count})
    said = ngettext("%(count)s notice for you", "%(count)s notices for you", count)
    return said % {"count": count}


def line_of(notice: Notice) -> Line:
    return Line(sentence_of(notice), str(KINDS[notice.kind].act), at_site(notice.path))


def one_line(subject: Any) -> str:
    """Return a subject without line breaks, and without a period at its end unless a time ends in it."""
    line = " ".join(str(subject).split())
    return line if line.endswith(" m.") else line.removesuffix(".")
