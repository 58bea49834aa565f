"""Files that commands write: whole or not at all, in the place that was named."""

import os
import resource
import stat
from contextlib import contextmanager

import pytest

from dashboard.commands.printing import write_file
from dashboard.errors import SetupError


@contextmanager
def a_disk_that_takes(most_bytes):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("there", [b"", b"what was there before"])
def test_a_full_disk_leaves_no_half_file_and_what_was_there(tmp_path, there):
    place = tmp_path / "pack.pdf"
    if there:
        place.write_bytes(there)

    with a_disk_that_takes(4096), pytest.raises(SetupError, match=r"pack.pdf cannot be written"):
        write_file(place, b"x" * 10_000)

    held = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert held == ({"pack.pdf": there} if there else {})


def test_a_file_is_written_into_a_new_folder_and_said(tmp_path, capsys):
    write_file(tmp_path / "new" / "a.csv", b"1")

    assert (tmp_path / "new" / "a.csv").read_bytes() == b"1"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.csv"]
    assert capsys.readouterr().out.endswith("a.csv was written.\n")


def test_who_may_read_a_file_stays_as_it_was(tmp_path):
    place, link = tmp_path / "small-numbers.csv", tmp_path / "link.csv"
    place.write_bytes(b"1")
    place.chmod(0o600)
    link.symlink_to(place)

    write_file(link, b"2")

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert link.is_symlink()
    assert place.read_bytes() == b"2"


def test_a_pipe_or_a_device_is_written_to_and_stays(tmp_path):
    write_file(tmp_path / ".." / ".." / ".." / ".." / ".." / os.devnull, b"1")

    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_a_folder_in_the_place_of_the_file_is_one_sentence(tmp_path):
    with pytest.raises(SetupError, match=r"cannot be written .*: name another place"):
        write_file(tmp_path, b"1")
