"""A tablet in Python: it has a key of its own, and signs what it sends as the kiosk's script does."""

from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    ECDSA,
    SECP256R1,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey as PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.utils import timezone

from clinic_hours.attendance.models import Device
from clinic_hours.kiosk.domain.messages import message
from clinic_hours.kiosk.services.pairing import pair_device
from clinic_hours.kiosk.signatures.sealed import INFO, point_of, read, sealing_key
from clinic_hours.people.models import ClinicSite
from home.core.models.actors import Person


def base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Tablet:
    """Paired with a site by a coordinator. `post` sends values that it signs."""

    def __init__(self, coordinator: Person, site: ClinicSite, name: str = "Front desk") -> None:
        self.key = generate_private_key(SECP256R1())
        self.device, token = pair_device(
            actor=coordinator, site=site, name=name, public_key=self.public_key
        )
        self.browser = Client(enforce_csrf_checks=True)
        self.browser.cookies["kiosk"] = token
        self.seq = 0

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def row(self) -> Device:
        return Device.objects.get(pk=self.device.pk)

    def sign(self, action: str, values: dict[str, str]) -> str:
        said = message(action, self.device.public_id, values)
        r, s = decode_dss_signature(self.key.sign(said, ECDSA(SHA256())))
        return base64(r.to_bytes(32) + s.to_bytes(32))

    def post(self, action: str, values: dict[str, Any], **changed: Any):
        """Send values as they are signed; `changed` replaces some after that."""
        sent = {name: str(value) for name, value in values.items()}
        sent["signature"] = self.sign(action, sent)
        return self.browser.post(f"/kiosk/{action}/", sent | changed)

    def message(self, number: str, pin: str, kind: str = "in", **more: Any) -> dict[str, Any]:
        """Return the next message, with the PIN sealed."""
        uuid: UUID = more.pop("uuid", None) or uuid4()
        at: datetime = more.pop("at", None) or timezone.now()
        self.seq = more.pop("seq", None) or self.seq + 1
        return {
            "uuid": uuid,
            "kind": kind,
            "number": number,
            "pin": sealed(pin, str(uuid)),
            "device_seq": self.seq,
            "device_at": at.isoformat(),
            **more,
        }

    def punch(self, number: str, pin: str, kind: str = "in", **more: Any):
        return self.post("punch", self.message(number, pin, kind, **more))

    def heartbeat(self, at: datetime | None = None, since: datetime | None = None):
        said = {"device_at": (at or timezone.now()).isoformat()}
        return self.post(
            "heartbeat", said | ({"offline_since": since.isoformat()} if since else {})
        )


def sealed(pin: str, uuid: str) -> str:
    """Seal a PIN to the server's key, as the tablet does."""
    known, own, iv = sealing_key(), generate_private_key(SECP256R1()), b"an iv of 12 "
    theirs = PublicKey.from_encoded_point(SECP256R1(), read(known["point"]))
    kdf = HKDF(SHA256(), 32, salt=None, info=INFO)
    text = AESGCM(kdf.derive(own.exchange(ECDH(), theirs))).encrypt(iv, pin.encode(), uuid.encode())
    parts = [point_of(own.public_key()), iv, text]
    return ".".join([known["id"], *map(base64, parts)])
