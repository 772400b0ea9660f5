"""What transcripts add to the wings below them: their part of the audit, links, counts and notices."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role, show_count
from clinic_hours.desk.views.desk import Place, add_to_navigation
from clinic_hours.ledger.selectors.audit.projections import audit_also
from clinic_hours.notices.domain.news import Kind, add_kind
from clinic_hours.transcripts.models import TranscriptRequest
from clinic_hours.transcripts.selectors.audit import TranscriptsProjection
from clinic_hours.transcripts.services.requests import ASKED, ISSUED

audit_also(TranscriptsProjection)

show_count("transcript_requests", TranscriptRequest.objects.filter(transcript=None))

add_to_navigation(
    Role.COORDINATOR,
    Place("hours:transcript_list", _("Transcripts"), "file-check", "transcript_requests"),
    order=40,
)
add_to_navigation(
    Role.STUDENT,
    Place("hours:transcript_list", _("Transcript"), "file-check", only_without="may_log"),
    order=30,
)

add_kind(
    Kind(
        name=ASKED,
        label=_("A student asks for a transcript"),
        sentence=_("%(student)s asked for a transcript. It is due by %(due_on)s."),
        act=_("Issue the transcript"),
        roles=(Role.COORDINATOR,),
    )
)
add_kind(
    Kind(
        name=ISSUED,
        label=_("Your transcript was issued"),
        sentence=_("Your transcript %(number)s was issued."),
        act=_("Download the transcript"),
        roles=(Role.STUDENT,),
    )
)
