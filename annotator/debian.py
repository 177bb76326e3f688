"""Debian's packages: installed where we may, else unpacked into a folder as an ordinary user.

Standard library only. `bootstrap` calls it where pip or a shared library is missing. apt knows its
own sources, and the names below are valid on Debian 12 and 13 and on Ubuntu from 22.04 on.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.bootstrap import SetUpError

# What importing QtWidgets and drawing without a display need, and a font to draw with.
OFFSCREEN = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libxkbcommon0",
    "fonts-dejavu-core",
)
# What Qt's plugin for X11 needs besides.
XCB = ("libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0")
FEDORA = (
    "glib2 libglvnd-glx libglvnd-egl dbus-libs fontconfig freetype libxkbcommon dejavu-sans-fonts "
    "xcb-util-cursor libxkbcommon-x11 xcb-util-wm xcb-util-keysyms"
)

# The C library must be the system's own; Mesa and LLVM are 200 MB that Qt Widgets never calls.
_NEVER_UNPACKED = re.compile(r"libc6|libc-bin|libcrypt1|.*mesa.*|.*llvm.*|libz3-|libdrm|libgallium")
_PLANNED = re.compile(r"^Inst (\S+) (?:\[\S+\] )?\((\S+)", re.MULTILINE)
_APT = ("-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")


def run(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: str | None = None
) -> bool:
    """Whether the command succeeded. It is shown first; all its output goes to standard error."""
    print("$ " + " ".join(map(shlex.quote, command)), file=sys.stderr, flush=True)
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=2, env=env, cwd=cwd)
    except OSError as error:
        print(f"annotator: {error}", file=sys.stderr)
        return False
    return done.returncode == 0


def provide(packages: Sequence[str], folder: Path) -> None:
    """Install the packages or, where that is not allowed, unpack them into `folder`.

    Raises `SetUpError` with the command for an administrator when neither works.
    """
    if install(packages):
        return
    if shutil.which("apt-get") and shutil.which("dpkg-deb") and unpack(packages, folder):
        return
    raise SetUpError("an administrator must run: " + administrators_command(packages))


def administrators_command(packages: Sequence[str]) -> str:
    """The one line that installs what is missing, for this system's package manager."""
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return "dnf install python3-pip " + FEDORA
    return "apt-get install --no-install-recommends " + " ".join(packages)


def install(packages: Sequence[str]) -> bool:
    """Whether the packages were installed, as root or by a sudo that asks for no password."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        rights: list[str] = []
    elif _sudo_is_free():
        rights = ["sudo", "-n"]
    else:
        return False
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    command = [*apt, "install", *_APT, *packages]
    if _has_lists() and run(command):
        return True
    return run([*apt, "update"]) and run(command)


def unpack(packages: Sequence[str], folder: Path) -> bool:
    """Whether the packages, and what they need and this system lacks, were unpacked into `folder`.

    Needs no rights: apt works on lists of its own in a temporary folder where the system has none
    or old ones, downloads, checks the signatures as ever, and dpkg-deb unpacks.
    """
    with tempfile.TemporaryDirectory(prefix="annotator-apt-") as scratch:
        if _has_lists() and _download(packages, Path(scratch), options=[]):
            return _unpack_all(Path(scratch), folder)
        options = _own_lists(Path(scratch))
        if run(["apt-get", *options, "update"]) and _download(
            packages, Path(scratch), options=options
        ):
            return _unpack_all(Path(scratch), folder)
    return False


def environment(folder: Path) -> dict[str, str]:
    """What a process needs in its environment to find the libraries unpacked into `folder`."""
    found = sorted(map(str, [*folder.glob("usr/lib/*-linux-*"), *folder.glob("lib/*-linux-*")]))
    if not found:
        return {}
    given = os.environ.get("LD_LIBRARY_PATH", "")
    paths = [*found, *(path for path in given.split(":") if path and path not in found)]
    variables = {"LD_LIBRARY_PATH": ":".join(paths)}
    fonts, keyboards = folder / "fonts.conf", folder / "usr/share/X11/xkb"
    if fonts.is_file():
        variables["FONTCONFIG_FILE"] = str(fonts)
    if keyboards.is_dir() and not Path("/usr/share/X11/xkb").is_dir():
        variables["XKB_CONFIG_ROOT"] = str(keyboards)
    return variables


def _sudo_is_free() -> bool:
    if not shutil.which("sudo"):
        return False
    asked = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True)
    return asked.returncode == 0


def _has_lists() -> bool:
    lists = Path("/var/lib/apt/lists")
    return any(lists.glob("*_Packages*")) if lists.is_dir() else False


def _own_lists(scratch: Path) -> list[str]:
    for part in ("state/lists/partial", "cache/archives/partial"):
        (scratch / part).mkdir(parents=True, exist_ok=True)
    settings = {
        "Dir::State": scratch / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": scratch / "cache",
        "Debug::NoLocking": "1",
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def _download(packages: Sequence[str], scratch: Path, *, options: list[str]) -> bool:
    simulate = ["apt-get", *options, "-s", "install", "--no-install-recommends", *packages]
    plan = subprocess.run(simulate, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if plan.returncode != 0:
        print(plan.stderr.strip(), file=sys.stderr)
        return False
    wanted = [
        f"{name}={version}"
        for name, version in _PLANNED.findall(plan.stdout)
        if not _NEVER_UNPACKED.match(name)
    ]
    # apt-get download without a name would succeed and bring nothing.
    return bool(wanted) and run(["apt-get", *options, "download", *wanted], cwd=str(scratch))


def _unpack_all(scratch: Path, folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    print(f"annotator: unpacking the packages into {folder}", file=sys.stderr)
    for package in sorted(scratch.glob("*.deb")):
        if subprocess.run(["dpkg-deb", "-x", str(package), str(folder)]).returncode != 0:
            return False
    fonts = folder / "usr/share/fonts"
    if fonts.is_dir():
        (folder / "fonts.conf").write_text(
            "<fontconfig>"
            '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
            f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir>"
            '<cachedir prefix="xdg">fontconfig</cachedir>'
            "</fontconfig>\n",
            encoding="utf-8",
        )
    return True
