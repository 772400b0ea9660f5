"""A key is on disk once it is written: the log may name it right after."""

import os
import stat

from clinic_hours.ledger.signatures import new_key, read_key_file, write_key_file


def test_a_written_key_outlives_a_power_failure_with_its_name(tmp_path, monkeypatch):
    synced = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        is_there = (tmp_path / "key.pem").exists()
        synced.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), is_there))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    write_key_file(tmp_path / "key.pem", key := new_key())
    assert synced == [(False, False), (True, True)]
    assert read_key_file(tmp_path / "key.pem").id == key.id
    assert [each.name for each in tmp_path.iterdir()] == ["key.pem"]
