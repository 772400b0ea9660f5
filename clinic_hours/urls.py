"""All URLs of the desks, under /hours/."""

from clinic_hours.appointments import urls as appointments
from clinic_hours.attendance import urls as attendance
from clinic_hours.desk import urls as desk
from clinic_hours.kiosk import urls as kiosk
from clinic_hours.learning import urls as learning
from clinic_hours.notices import urls as notices
from clinic_hours.office import urls as office
from clinic_hours.people import urls as people
from clinic_hours.sessions import urls as sessions
from clinic_hours.setup import urls as setup
from clinic_hours.shifts import urls as shifts
from clinic_hours.transcripts import urls as transcripts

app_name = "hours"

urlpatterns = [
    *desk.urlpatterns,
    *notices.urlpatterns,
    *sessions.urlpatterns,
    *transcripts.urlpatterns,
    *learning.urlpatterns,
    *people.urlpatterns,
    *office.urlpatterns,
    *setup.urlpatterns,
    *shifts.urlpatterns,
    *attendance.urlpatterns,
    *appointments.urlpatterns,
    *kiosk.urlpatterns,
]
