"""What happened to a session, in order. Append-only."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic_hours.sessions.domain.history import Happened
from home.core.fields.constraints import AppendOnly


class SessionEvent(models.Model):
    """One change of a session: who, when, the new version, and why or what changed."""

    class Kind(models.TextChoices):
        LOGGED = "logged", _("Logged")
        DRAFTED = "drafted", _("Drafted from attendance")
        EDITED = "edited", _("Corrected")
        SUBMITTED = "submitted", _("Submitted")
        TAKEN_BACK = "taken_back", _("Taken back")
        DISCARDED = "discarded", _("Discarded")
        # Named when sessions could not be taken back yet: it means discarded.
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RETURNED = "returned", _("Returned")
        SIGNED_OFF = "signed_off", _("Signed off")
        VOIDED = "voided", _("Voided")
        ENTERED = "entered", _("Entered for the student")
        CORRECTED = "corrected", _("Times corrected")
        ACCEPTED = "accepted", _("Accepted")
        DISPUTED = "disputed", _("Disputed")
        DECIDED = "decided", _("Decided")
        REASSIGNED = "reassigned", _("Reassigned")

    session = models.ForeignKey(
        "clinic_hours_sessions.ClinicSession",
        models.PROTECT,
        related_name="events",
        verbose_name=_("session"),
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    happened_at = models.DateTimeField(_("when"))
    version = models.PositiveIntegerField(_("version"))
    # The log and this table hold a reason only as a commitment, so that it can be erased.
    reason = models.ForeignKey(
        "clinic_hours_ledger.CommittedText",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("reason"),
    )
    # {"minutes": [180, 210], …}: the old and the new value. "decision": what the office decided.
    # "texts": {field: commitment}, for what it says beside its reason. "file": its SHA-256.
    changes = models.JSONField(_("changes"), default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["pk"]
        constraints = [AppendOnly(name="session_events_are_append_only")]
        indexes = [models.Index(fields=["session", "id"], name="event_by_session")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.happened_at:%Y-%m-%d}"

    @property
    def reason_text(self) -> str:
        """The reason, or "" if there was none or it was erased."""
        return self.reason.proved if self.reason else ""

    @property
    def texts(self) -> dict[str, str]:
        """The commitments to what it says beside its reason: remarks on fields, or a document."""
        return self.changes.get("texts", {})

    @property
    def fields(self) -> dict[str, list[Any]]:
        """The changed fields, with the old and the new value; none for the note."""
        return {name: pair for name, pair in self.changes.items() if isinstance(pair, list)}

    @property
    def happened(self) -> Happened:
        return Happened(
            kind=self.kind,
            at=self.happened_at,
            actor=self.actor_id,
            version=self.version,
            changes=self.changes,
            reason=self.reason_id or "",
        )
