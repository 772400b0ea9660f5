"""PINs are kept as digests and travel sealed. Both outlive a new SECRET_KEY."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from clinic_hours.core.domain.errors import Refused
from clinic_hours.kiosk.services.pairing import pair_device
from clinic_hours.kiosk.signatures.digests import digest_of, is_digest_of
from clinic_hours.kiosk.signatures.sealed import opened

from .tablet import sealed

UUID = "7c1f5a52-70f3-4bb4-a3f5-0f1c4cf7e8aa"


@pytest.fixture
def new_secret(settings):
    def change() -> None:
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-secret"

    return change


def test_a_digest_matches_its_pin_alone(new_secret):
    digest = digest_of("274915")
    assert "274915" not in digest
    assert digest != digest_of("274915")
    assert [is_digest_of(digest, pin) for pin in ("274915", "274916", "")] == [True, False, False]
    assert not is_digest_of("", "274915")
    new_secret()
    assert is_digest_of(digest, "274915")


def test_without_the_secret_a_digest_is_of_no_use(settings):
    digest = digest_of("274915")
    settings.SECRET_KEY = "another-secret"
    assert not is_digest_of(digest, "274915")


def test_what_was_sealed_is_opened_for_its_own_punch(new_secret):
    text = sealed("274915", UUID)
    assert opened(text, UUID) == "274915"
    assert opened(text, UUID.replace("7", "8", 1)) is None
    new_secret()
    assert opened(text, UUID) == "274915"


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("put", ["", "AAAA", "é", "====", "A" * 87])
def test_what_is_not_sealed_so_is_not_opened(part, put):
    parts = sealed("274915", UUID).split(".")
    parts[part] = put
    assert opened(".".join(parts), UUID) is None
    assert opened(".".join(parts[:part]), UUID) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["other curve", "nothing", "no key"])
def test_only_a_key_on_p256_is_paired(cora, site, key):
    other = generate_private_key(SECP384R1()).public_key()
    spki = other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    data = {"other curve": spki, "nothing": b"", "no key": b"abc"}[key]
    with pytest.raises(Refused, match="kiosk_key_unreadable"):
        pair_device(actor=cora, site=site, name="Front desk", public_key=data)
