"""Every address of the desks, under /hours/."""

from . import desk, learning, office, sessions, transcripts

app_name = "hours"

urlpatterns = [
    *desk.urlpatterns,
    *sessions.urlpatterns,
    *transcripts.urlpatterns,
    *learning.urlpatterns,
    *office.urlpatterns,
]
