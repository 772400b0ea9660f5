"""A student's progress, and one enrollment's record."""

from django.urls import path

from .views import enrollment, names, overview, own_hours

record = "enrollments/<uuid:public_id>/"

urlpatterns = [
    path("", overview.home, name="home"),
    path(record, enrollment.enrollment_page, name="enrollment"),
    path(f"{record}name/", names.ask_for_name, name="student_name"),
    path(f"{record}hours.<slug:extension>", own_hours.own_hours, name="own_hours"),
    path(f"{record}requirements/<int:pk>/", enrollment.requirement_page, name="requirement"),
]
