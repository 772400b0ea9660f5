"""Keys, checkpoints and the growth of the log are public."""

import base64
import json

import pytest
from django.urls import reverse

from clinic_hours.ledger.domain.checkpoints import read_note
from clinic_hours.ledger.domain.merkle import MerkleTree, is_consistent
from clinic_hours.ledger.models import LogEntry
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.selectors.transcripts import document_of
from tests.factories.clinic import NOW, logged, signed
from tests.tampering import unguarded

from .pages import text_of

pytestmark = pytest.mark.django_db


def test_the_keys_are_published_with_their_chain(client, issued):
    (key,) = client.get("/.well-known/practicum-keys.json").json()["keys"]
    assert (key["kty"], key["crv"], key["kid"]) == ("OKP", "Ed25519", issued.signing_key_id)
    assert key["practicum"] in json.loads(transcript_json(document_of(issued)))["keys"]


def test_checkpoints_and_growth_are_proved_to_anyone(client, issued, lucia, rosa, cora):
    old, _ = read_note(text_of(client.get("/verify/checkpoint")))
    signed(logged(lucia, rosa, start="15:00", end="16:00"))
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    new, _ = read_note(text_of(client.get("/verify/checkpoint")))
    earlier = client.get(f"/verify/checkpoint?size={old.size}")
    assert read_note(text_of(earlier))[0] == old
    answer = client.get("/verify/consistency", {"from": old.size, "to": new.size}).json()
    proof = [base64.b64decode(each) for each in answer["proof"]]
    assert is_consistent(old.size, new.size, old.root, new.root, proof)
    assert (answer["from_root"], answer["to_root"]) == (old.root.hex(), new.root.hex())


def test_a_log_is_consistent_with_itself(client, issued):
    head, _signatures = read_note(text_of(client.get("/verify/checkpoint")))
    answer = client.get("/verify/consistency", {"from": head.size, "to": head.size}).json()
    root = head.root.hex()
    assert (answer["from_root"], answer["to_root"], answer["proof"]) == (root, root, [])


def test_every_size_has_its_root(client, issued):
    leaves = list(LogEntry.objects.order_by("seq").values_list("leaf_hash", flat=True))
    tree = MerkleTree()
    for size, leaf in enumerate(leaves, 1):
        tree.append(bytes(leaf))
        answer = client.get("/verify/consistency", {"from": size, "to": len(leaves)}).json()
        assert answer["from_root"] == tree.root().hex()


def test_a_damaged_tree_proves_nothing(client, issued):
    with unguarded():
        LogEntry.objects.update(subtrees=b"")
    response = client.get("/verify/consistency?from=2&to=3")
    assert (response.status_code, "damaged" in response.json()["error"]) == (409, True)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("from=1", 400),
        ("from=0&to=1", 400),
        ("from=3&to=2", 400),
        ("from=-1&to=2", 400),
        ("from=x&to=2", 400),
        ("from=1&to=٣", 400),
        ("from=1&to=99999999999999999999", 400),
        ("from=1&to=999999", 404),
    ],
)
def test_nonsense_about_growth_gets_a_sentence(client, issued, query, status):
    response = client.get(f"/verify/consistency?{query}")
    assert (response.status_code, bool(response.json()["error"])) == (status, True)


@pytest.mark.parametrize(("size", "status"), [("x", 400), ("", 400), ("2", 404), ("6", 200)])
def test_a_missing_checkpoint_is_not_found(client, issued, size, status):
    assert client.get(f"/verify/checkpoint?size={size}").status_code == status


def test_the_log_is_drawn_with_its_numbers_beside_it(client, issued, lucia, rosa, cora):
    signed(logged(lucia, rosa, start="15:00", end="16:00"))
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    page = text_of(client.get("/verify/log/"))
    assert "<polygon" in page and "What this doesn't prove" in page and "<table" in page


def test_an_empty_log_says_so(client):
    assert "No checkpoints yet" in text_of(client.get("/verify/log/"))
    assert client.get("/verify/checkpoint").status_code == 404


def test_the_verifier_can_be_downloaded_exactly_as_it_runs_here(client):
    response = client.get(reverse("verify_script"))
    body = b"".join(response.streaming_content)
    assert b"def verify(" in body and "attachment" in response["Content-Disposition"]
