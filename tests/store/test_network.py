"""Network drives are told from local ones, and do without the write-ahead log."""

from pathlib import Path

import pytest

from annotator.store.open import create_project, open_store
from annotator.store.sqlite import connect
from annotator.store.sqlite.network import is_on_network, kind_of_mount
from tests.store.making import ANA, added, an_annotation, an_edit

MOUNTS = """\
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
30 22 0:26 / /home rw shared:2 master:1 - ext4 /dev/sda1 rw
41 30 0:40 / /home/ana/team\\040drive rw - cifs //server/share rw,vers=3.0
42 30 0:41 / /home/ana/team\\040drive/local rw - ext4 /dev/sdb1 rw
43 30 0:42 / /mnt rw - ext4 /dev/sdc1 rw
44 43 0:43 / /mnt rw - nfs4 server:/export rw
not a line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/news.anno", "ext4"),
        ("/home/ana/news.anno", "ext4"),
        ("/home/ana/team drive/news.anno", "cifs"),
        ("/home/ana/team drive/local/news.anno", "ext4"),
        ("/home/ana/team drivers/news.anno", "ext4"),
        ("/mnt/news.anno", "nfs4"),
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str) -> None:
    assert kind_of_mount(Path(path), mounts=MOUNTS) == kind


def test_a_temporary_folder_is_not_on_a_network(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path / "news.anno")


def test_a_project_on_a_network_drive_does_without_the_log(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "is_on_network", lambda _: True)
    store = create_project(path)
    article = added(store)
    store.apply([an_edit(article, (None, an_annotation(article, 0, 3)))])
    assert {f.name for f in path.parent.iterdir()} == {"news.anno", "news.anno.lock"}
    reader = open_store(path, write=False)
    assert len(reader.open_article(article.id, ANA).content.annotations) == 1
    reader.close()
    store.close()
