"""Whether a file is on a network drive, where SQLite's write-ahead log must not be used."""

import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    "9p afs ceph cifs davfs fuse.davfs2 fuse.glusterfs fuse.rclone fuse.sshfs glusterfs lustre "
    "ncpfs nfs nfs4 prl_fs smb2 smb3 smbfs vboxsf vmhgfs".split()
)
_DRIVE_REMOTE = 4


def is_on_network(path: Path) -> bool:
    """Whether a network drive holds the file, as far as the system says; False if it does not."""
    real = path.resolve()
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(real.anchor) == _DRIVE_REMOTE
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return kind_of_mount(real, mounts=mounts) in _NETWORK


def kind_of_mount(path: Path, *, mounts: str) -> str:
    """The kind of file system that holds a path, by the kernel's list (proc(5), mountinfo)."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        place, separator, source = line.partition(" - ")
        fields = place.split(" ")
        if not separator or len(fields) < 5:
            continue
        folder = Path(fields[4].replace("\\040", " ").replace("\\011", "\t"))
        # A later mount on the same folder hides the earlier one.
        if path.is_relative_to(folder) and len(folder.parts) >= best:
            best, kind = len(folder.parts), source.split(" ")[0]
    return kind
