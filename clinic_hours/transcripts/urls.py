"""An enrollment's transcripts, their files, and their disclosures."""

from django.urls import path

from .views import requests, transcript_files, transcripts

record = "enrollments/<uuid:public_id>/"

urlpatterns = [
    path(f"{record}transcripts/", transcripts.transcripts, name="transcripts"),
    path(f"{record}transcripts/request/", requests.ask, name="transcript_request"),
    path(f"{record}disclosures/", transcripts.disclosures, name="disclosures"),
    path("transcripts/", requests.transcript_list, name="transcript_list"),
    path(
        "transcripts/<str:code>.<slug:extension>",
        transcript_files.transcript_file,
        name="transcript_file",
    ),
    path("transcripts/<str:code>/revoke/", transcripts.revoke, name="transcript_revoke"),
]
