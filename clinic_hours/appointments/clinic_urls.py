"""Public URLs of the community clinic, in every language."""

from django.urls import path

from .views.public import feedback, own, requests

urlpatterns = [
    path("clinic/request/", requests.ask, name="appointment_request"),
    path("clinic/request/received/", requests.received, name="appointment_received"),
    path("clinic/request/<str:token>/", own.own_appointment, name="appointment"),
    path("clinic/request/<str:token>/cancel/", own.cancel, name="appointment_cancel"),
    path("clinic/feedback/<str:token>/", feedback.feedback, name="clinic_feedback"),
]
