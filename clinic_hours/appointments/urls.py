"""Appointments: the desk of the clinic office, and what clients said about a student."""

from django.urls import path

from .views.desk import acts, feedback, lists, one

single = "appointments/<uuid:public_id>/"

urlpatterns = [
    path("appointments/", lists.appointments, name="appointments"),
    path(single, one.appointment, name="appointment"),
    path(f"{single}confirm/", acts.confirm_time, name="appointment_confirm"),
    path(f"{single}cancel/", acts.cancel_appointment, name="appointment_cancel"),
    path(f"{single}erase/", acts.erase, name="appointment_erase"),
    path(f"{single}outcome/", acts.outcome, name="appointment_outcome"),
    path("enrollments/<uuid:public_id>/feedback/", feedback.feedback_about, name="client_feedback"),
]
