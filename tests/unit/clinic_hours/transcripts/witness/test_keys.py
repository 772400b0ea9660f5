"""Only the keys known so far, and those that they endorse, speak for the log."""

import json

import pytest

from clinic_hours.ledger.signatures import new_key
from tests.factories.paper_log import b64, key_from
from tests.servers.bare_logs import BareLog


def test_a_rotated_key_is_accepted_through_its_endorsement(board, site):
    board.look()
    for _year in range(3):
        site.log.change_keys()
        site.log.grow(5)
        assert board.look()[0] == 0
    kept = json.loads((board.state / "keys.json").read_text())
    assert [each["practicum"] for each in kept["keys"]] == site.log.forms


def is_untrusted(board, reason: str, *more: str) -> None:
    posted, remembered = len(board.site.posted), board.remembered()
    status, said = board.look(*more)
    assert (status, reason in said) == (4, True), said
    assert (len(board.site.posted), board.remembered()) == (posted, remembered)


def test_a_key_without_the_endorsement_of_the_known_one_is_not(board, site):
    board.look()
    site.log.change_keys(endorsed_by=new_key())
    site.log.grow(5)
    is_untrusted(board, "endorsed by the one before it")


def test_another_chain_is_not(board, site):
    board.look()
    site.log = BareLog(45, seed="thief")
    is_untrusted(board, "the known ones do not endorse them")


def test_a_checkpoint_by_an_unknown_key_is_not(board, site):
    site.instead["/verify/checkpoint"] = (200, site.log.note(new_key()).encode())
    is_untrusted(board, "not signed with a key of the log")


def test_a_retired_key_no_longer_counts(board, site):
    board.look()
    site.log.change_keys()
    site.log.grow(5)
    site.instead["/verify/checkpoint"] = (200, site.log.note(site.log.keys[0]).encode())
    is_untrusted(board, "not signed with a key of the log")


def test_a_coming_key_does_not_count_yet(board, site):
    site.log.change_keys()
    del site.log.leaves[30:]
    is_untrusted(board, "not signed with a key of the log")


def test_a_site_that_forgets_its_newest_key_is_still_checked_against_it(board, site):
    site.log.change_keys()
    site.log.grow(1)
    board.look()
    site.log.forms.pop()
    site.log.grow(1)
    assert board.look()[0] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_from_another_source_pins_the_key(board, site, encoding):
    path = board.folder / "list.json"
    path.write_bytes(site.log.key_list().encode(encoding))
    status, said = board.look("--keys", path)
    assert (status, "First look" in said) == (0, False)


def test_a_list_of_another_school_does_not_fit(board, site):
    path = board.folder / "list.json"
    path.write_text(BareLog(1, seed="other").key_list())
    is_untrusted(board, "the known ones do not endorse them", "--keys", path)
    assert board.look()[0] == 0
    is_untrusted(board, "the known ones do not endorse them", "--keys", path)


def broken(change) -> str:
    """Return a list of two keys after a change to its second."""
    log = BareLog(40)
    log.change_keys()
    said = json.loads(log.key_list())
    change(said["keys"][1]["practicum"])
    return json.dumps(said)


def resigned(**changes):
    """Return a change of a statement that both keys sign: the school itself would be lying."""

    def change(form: dict) -> None:
        text = json.dumps(json.loads(form["statement"]) | changes)
        old, new = key_from("log 0"), key_from("log 1")
        form["statement"] = text
        form["signature"] = b64(new.sign(text.encode()))
        form["endorsement"] = b64(old.sign(text.encode()))

    return change


NO_LISTS = ["", "<h1>Sign in</h1>", "{}", '{"keys": [{"kty": "OKP"}]}', "[" * 100_000]
CHAINS = {
    "no keys": '{"keys": []}',
    "no statement": '{"keys": [{"practicum": {}}]}',
    "unsigned": broken(lambda form: form.update(signature=form["endorsement"])),
    "unendorsed": broken(lambda form: form.update(endorsement=None)),
    "of another key": broken(resigned(key_id="x")),
    "after another key": broken(resigned(previous=None)),
    "before the first": broken(resigned(first_seq=0)),
    "from no entry": broken(resigned(first_seq="41")),
}


@pytest.mark.parametrize("what", CHAINS)
def test_a_list_that_is_not_a_chain_of_keys_is_refused(board, site, what):
    site.instead["/.well-known/practicum-keys.json"] = (200, CHAINS[what].encode())
    is_untrusted(board, "endorsed by the one before it")


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_is_not_a_list_of_keys_makes_no_sense(board, site, text):
    site.instead["/.well-known/practicum-keys.json"] = (200, text.encode())
    status, said = board.look()
    assert (status, "is not a list of keys" in said, site.posted) == (3, True, [])


@pytest.mark.parametrize("text", NO_LISTS)
def test_a_given_file_that_is_not_a_list_of_keys_is_the_witnesss_own_trouble(board, site, text):
    (board.folder / "list.json").write_text(text)
    status, said = board.look("--keys", board.folder / "list.json")
    assert (status, "is not a list of keys" in said, site.posted) == (5, True, [])
