"""One writer at a time, with real second processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.core.errors import ProjectBusy
from annotator.store.open import create_project, open_store, restore_project
from annotator.store.sqlite.lock import lock_path
from tests.store.making import ANA, added
from tests.store.mounting import without_rights

_HOLD = """
import sys
from pathlib import Path
from annotator.store.open import open_store
store = open_store(Path(sys.argv[1]), person="Zoë 😀")
print("open", flush=True)
sys.stdin.read()
store.close()
"""


@contextmanager
def held_elsewhere(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process has the project open for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "open\n"
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


@pytest.fixture
def project(path: Path) -> Path:
    create_project(path).close()
    return path


def test_a_second_process_is_told_who_has_the_project(project: Path) -> None:
    with held_elsewhere(project) as other:
        with pytest.raises(ProjectBusy) as caught:
            open_store(project)
        busy = caught.value
        assert (busy.process, busy.person) == (other.pid, "Zoë 😀")
        assert busy.since.endswith("Z")
        assert busy.host
        assert str(other.pid) in str(busy)
    open_store(project).close()


def test_the_lock_says_in_json_who_holds_it(project: Path) -> None:
    store = open_store(project, person="ana")
    content = json.loads(lock_path(project).read_text(encoding="utf-8"))
    assert set(content) == {"since", "process", "host", "person", "program"}
    assert (content["process"], content["person"]) == (os.getpid(), "ana")
    store.close()


def test_reading_needs_no_lock(project: Path) -> None:
    with held_elsewhere(project):
        reader = open_store(project, write=False)
        assert reader.article_ids() == ()
        reader.close()
    reader = open_store(project, write=False)
    open_store(project).close()
    reader.close()


def test_the_same_process_cannot_open_it_twice_for_writing(project: Path) -> None:
    store = open_store(project)
    copy = store.backup(project.with_name("copy.anno"))
    with pytest.raises(ProjectBusy):
        open_store(project)
    with pytest.raises(ProjectBusy):
        restore_project(project, copy)
    store.close()
    open_store(project).close()


def test_a_refused_opening_disturbs_nobody(project: Path) -> None:
    store = open_store(project)
    with pytest.raises(ProjectBusy):
        open_store(project)
    article = added(store)
    store.close()
    again = open_store(project)
    assert again.article_ids() == (article.id,)
    again.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_the_lock_dies_with_its_process(project: Path) -> None:
    with held_elsewhere(project) as other:
        other.kill()
        other.wait(timeout=30)
        assert lock_path(project).exists()
        store = open_store(project)
        assert store.article_rows(ANA) == ()
        store.close()


@pytest.mark.parametrize("content", [b"", b"not json", b"[1]", b'{"process": "x"}', b"\xff\xfe"])
def test_a_stale_lock_file_is_taken_over(project: Path, content: bytes) -> None:
    lock_path(project).write_bytes(content)
    store = open_store(project)
    with pytest.raises(ProjectBusy):
        open_store(project)
    store.close()


@pytest.mark.parametrize("content", [b"", b"not json", b"[1]", b'{"process": "x"}'])
def test_a_lock_that_says_nothing_still_holds(project: Path, content: bytes) -> None:
    store = open_store(project)
    lock_path(project).write_bytes(content)
    with pytest.raises(ProjectBusy) as caught:
        open_store(project)
    assert caught.value.process == 0
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_two_names_of_a_project_share_its_lock(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other_name = tmp_path / "elsewhere" / "link.anno"
    other_name.symlink_to(project)
    store = open_store(project)
    with pytest.raises(ProjectBusy):
        open_store(other_name)
    store.close()
    store = open_store(other_name)
    with pytest.raises(ProjectBusy):
        open_store(project)
    store.close()


def test_a_project_that_is_being_made_is_locked_from_the_start(path: Path) -> None:
    store = create_project(path)
    with pytest.raises(ProjectBusy):
        open_store(path)
    store.close()


def test_what_another_person_left_of_a_lock_is_taken_over() -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    path = folder / "news.anno"
    create_project(path).close()
    path.chmod(0o666)
    lock_path(path).write_text("{}")
    lock_path(path).chmod(0o644)

    def opened() -> str:
        store = open_store(path, person="nobody")
        person = str(json.loads(lock_path(path).read_text())["person"])
        store.close()
        return person

    assert without_rights(opened) == "nobody"
    assert [f.name for f in folder.iterdir()] == ["news.anno"]
    shutil.rmtree(folder)
