"""Public verification: transcripts by their code, and the log behind them."""

from django.urls import path

from .views import verification, verification_log, verification_upload, witnesses

urlpatterns = [
    path("verify/", verification.enter_code, name="verify"),
    path("verify/check/", verification_upload.check, name="verify_check"),
    path("verify/checkpoint", verification_log.checkpoint, name="verify_checkpoint"),
    path("verify/consistency", verification_log.consistency, name="verify_consistency"),
    path("verify/cosign/", witnesses.cosign, name="verify_cosign"),
    path("verify/log/", verification_log.log, name="verify_log"),
    path("verify/verify_transcript.py", verification_log.script, name="verify_script"),
    path("verify/practicum_witness.py", witnesses.script, name="verify_witness_script"),
    path("verify/<str:code>.json", verification.as_json, name="verify_transcript_json"),
    path("verify/<str:code>/status", verification.status, name="verify_transcript_status"),
    path("verify/<str:code>/", verification.by_code, name="verify_transcript"),
    path(".well-known/practicum-keys.json", verification_log.keys, name="practicum_keys"),
]
