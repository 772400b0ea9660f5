"""What shifts add to the wings below them: sentences, kinds of notices, and answers to races."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import block
from clinic_hours.core.forms.times import hours_in_sentence
from clinic_hours.core.forms.wording import add_findings, add_words
from clinic_hours.core.services.transaction import answer_race
from clinic_hours.desk.domain.matters import find_matters
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.desk import Place, add_to_navigation
from clinic_hours.notices.domain.news import add_kind
from clinic_hours.notices.services.digests import add_daily_news
from clinic_hours.people.models import Document
from clinic_hours.sessions.selectors.shift_choices import offer_shifts

from .forms.cover_news import COVER_NEWS
from .forms.findings import SHIFT_FINDINGS
from .forms.shift_news import SHIFT_NEWS
from .selectors.booking.to_log import places_to_log
from .services.daily_news import news_of_tomorrow, news_of_uncovered
from .views.covers.matters import absence_matters
from .views.matters import shift_matters

add_words("document", lambda kind: Document.Kind(kind).label)
add_words("planned", hours_in_sentence)
add_words("allowed", hours_in_sentence)
add_findings(SHIFT_FINDINGS)
for news in (*SHIFT_NEWS, *COVER_NEWS):
    add_kind(news)
offer_shifts(places_to_log)
add_daily_news(news_of_tomorrow)
add_daily_news(news_of_uncovered)
find_matters(shift_matters)
answer_race("booked_places_of_one_student_do_not_overlap", block("booked_at_that_time"))
answer_race("a_student_has_one_place_on_a_shift", block("already_booked"))
answer_race("a_place_has_one_pending_cover", block("cover_is_asked"))
answer_race("a_duty_has_one_pending_cover", block("cover_is_asked"))
answer_race("a_shift_has_one_pending_vacancy", block("cover_is_asked"))
answer_race("duties_of_one_instructor_do_not_overlap", block("instructor_is_taken"))

shifts = Place("hours:roster", _("Shifts"), "calendar-days")
add_to_navigation(Role.INSTRUCTOR, shifts, order=15)
add_to_navigation(Role.COORDINATOR, shifts, order=25)
add_to_navigation(Role.AUDITOR, shifts, order=15)
add_to_navigation(
    Role.STUDENT,
    Place("hours:shift_book", _("Shifts"), "calendar-days", only_with="may_log"),
    order=35,
)

find_matters(absence_matters)
