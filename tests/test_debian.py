"""Debian's packages are unpacked without rights; apt-get is a script of ours here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import debian

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")

APT = """#!/bin/sh
case "$*" in
*-s*) printf 'Inst %s (1.0 Debian [amd64])\\n' libreal libc6 libgl1-mesa-dri; exit ;;
*download*) for one; do case $one in *::*) ;; *=*) echo "$one" >> "$ASKED"; cp "$DEB" "$PWD" ;; esac; done ;;
esac
"""


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "deb"
    (made / "DEBIAN").mkdir(parents=True)
    control = (
        "Package: libreal\nVersion: 1.0\nArchitecture: all\nMaintainer: n <n@n>\nDescription: n\n"
    )
    (made / "DEBIAN/control").write_text(control)
    library = made / "usr/lib/x86_64-linux-gnu/libreal.so.1"
    library.parent.mkdir(parents=True)
    library.write_text("")
    try:
        subprocess.run(["dpkg-deb", "-b", made, tmp_path / "libreal.deb"], check=True)
    except OSError:
        pytest.skip("needs dpkg-deb")
    program = tmp_path / "bin/apt-get"
    program.parent.mkdir()
    program.write_text(APT)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setenv("DEB", str(tmp_path / "libreal.deb"))
    monkeypatch.setenv("ASKED", str(tmp_path / "asked"))
    return tmp_path / "asked"


def test_libraries_are_unpacked_without_the_c_library_and_without_mesa(
    apt: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "syslibs"
    assert debian.unpack(["libreal"], folder)
    assert apt.read_text().split() == ["libreal=1.0"]
    assert (folder / "usr/lib/x86_64-linux-gnu/libreal.so.1").exists()


def test_unpacked_libraries_come_first_and_only_once(
    apt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    debian.unpack(["libreal"], tmp_path / "syslibs")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/given")
    first = debian.environment(tmp_path / "syslibs")
    assert first["LD_LIBRARY_PATH"].endswith("x86_64-linux-gnu:/given")
    monkeypatch.setenv("LD_LIBRARY_PATH", first["LD_LIBRARY_PATH"])
    assert debian.environment(tmp_path / "syslibs") == first
