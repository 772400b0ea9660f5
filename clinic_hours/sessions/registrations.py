"""What sessions add to the wings below them: links, counts, sentences, and who sees a record."""

from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import block
from clinic_hours.core.forms.wording import add_findings
from clinic_hours.core.services.transaction import answer_race
from clinic_hours.desk.selectors.desks import Role, show_count
from clinic_hours.desk.views.desk import Place, add_to_navigation
from clinic_hours.ledger.selectors.audit.projections import audit_also
from clinic_hours.notices.domain.news import add_kind
from clinic_hours.notices.services.digests import add_daily_news
from clinic_hours.people.models import Credential, Enrollment
from clinic_hours.people.selectors.people import show_documents
from clinic_hours.people.selectors.references import keep_rows
from clinic_hours.people.selectors.visible import show_enrollments
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.forms.answer_news import ANSWER_NEWS
from clinic_hours.sessions.forms.findings import FINDINGS
from clinic_hours.sessions.forms.session_news import SESSION_NEWS
from clinic_hours.sessions.forms.staff_findings import STAFF_FINDINGS
from clinic_hours.sessions.selectors.audit.hours import HoursProjection
from clinic_hours.sessions.selectors.licenses import has_signed
from clinic_hours.sessions.selectors.visible import evidence_visible_to, supervised_by
from clinic_hours.sessions.services.notices.waiting import news_of_what_waits

from .models import ClinicSession

sessions, enrollments = ClinicSession.objects.all(), Enrollment.objects.all()

add_findings(FINDINGS)
add_findings(STAFF_FINDINGS)
for news in (*SESSION_NEWS, *ANSWER_NEWS):
    add_kind(news)
add_daily_news(news_of_what_waits)
audit_also(HoursProjection)
answer_race("sessions_of_one_student_do_not_overlap", block("overlap"))
show_enrollments(supervised_by)
show_documents(evidence_visible_to)
keep_rows(Credential, has_signed)

show_count(
    "waiting",
    sessions.filter(supervisor__user=OuterRef("pk"), status=State.SUBMITTED, awaits=Awaits.NOBODY),
)
show_count("may_log", enrollments.filter(student=OuterRef("pk"), status=Enrollment.Status.ACTIVE))
show_count(
    "returned",
    sessions.filter(Q(status=State.RETURNED) | Q(awaits=Awaits.STUDENT), student=OuterRef("pk")),
)

add_to_navigation(
    Role.STUDENT, Place("hours:session_list", _("My hours"), "clock", "returned"), order=20
)
add_to_navigation(
    Role.STUDENT,
    Place("hours:session_new", _("Log a session"), "plus", only_with="may_log"),
    order=40,
)
add_to_navigation(
    Role.INSTRUCTOR, Place("hours:queue", _("Waiting for you"), "inbox", "waiting"), order=10
)
add_to_navigation(Role.INSTRUCTOR, Place("hours:signed", _("Signed"), "file-check"), order=30)
