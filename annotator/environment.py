"""Makes a checkout's environment and installs the locked packages and Qt's libraries into it.

Standard library only; `bootstrap` calls `set_up` when a stamp is missing. Every step may be
interrupted and done again, and two set-ups of one environment wait for each other.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator import bootstrap, debian
from annotator.bootstrap import SetUpError
from annotator.debian import run

_PINNED = re.compile(r"([a-z0-9-]+)==")
_VENV = [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
_SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_WORKS = """
import os, sys
oldest, newest = {oldest}, {newest}
sys.exit(not (oldest <= sys.version_info[:2] <= newest and os.path.samefile(sys.prefix, {env!r})))
"""
_HAS_PIP = """
import pip
major, minor = pip.__version__.split(".")[:2]
assert (int(major), int(minor)) >= (22, 3), "no --python before"
"""
_DEBIANS_PIP = """
import sys
sys.path[0] = {wheel!r}
import pip._vendor.certifi
pip._vendor.certifi.where = lambda: {certificates!r}
from pip._internal.cli.main import main
sys.exit(main())
"""
_PROBE = """
import ctypes, pathlib, sys
try:
    import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtTest
    if "display" in sys.argv:
        plugin = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
        ctypes.CDLL(str(plugin))
except (ImportError, OSError) as error:
    sys.exit(str(error))
"""


def set_up(env: Path, stages: tuple[str, ...]) -> None:
    """Carry out the stages in order and leave a stamp for each.

    Raises `SetUpError` with one sentence where a person has to help.
    """
    _refuse_foreign_folder(env)
    with _alone(env):
        if bootstrap.is_ready(env, stages):
            return  # by the set-up that we waited for
        print(f"annotator: setting up in {env}", file=sys.stderr)
        for stage in stages:
            if bootstrap.is_ready(env, (stage,)):
                continue
            if stage in ("run", "dev"):
                _install_packages(env, dev=stage == "dev")
                _stamp(env, ("run", stage))
            else:
                _stamp(env, _install_libraries(env, stage))


def runtime_part(lock: str, project: str) -> str:
    """The part of a lock that running needs: the project's dependencies and all they require.

    `lock` is read by the "# via" comments that its maker writes below every package.
    """
    dependencies = tomllib.loads(project)["project"]["dependencies"]
    needed = {re.split(r"[^A-Za-z0-9._-]", text)[0].lower() for text in dependencies}
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    known = 0
    while known != len(needed):
        known = len(needed)
        for entry in entries:
            parents = re.findall(r"^ +#(?: via)? +([a-z0-9.-]+)$", entry, flags=re.MULTILINE)
            if needed.intersection(parents):
                needed.add(_name(entry))
    return "".join(entry for entry in entries if _name(entry) in needed)


def _name(entry: str) -> str:
    pinned = _PINNED.match(entry)
    if pinned is None:
        raise ValueError(f"not a pinned package: {entry[:60]!r}")
    return pinned[1]


def _refuse_foreign_folder(env: Path) -> None:
    """Never fill or clear a folder that is something else, whatever ANNOTATOR_ENV says."""
    if env.is_dir() and any(env.iterdir()):
        if (env / "pyvenv.cfg").is_file() or bootstrap.stamps(env).is_dir():
            return
        raise SetUpError(f"{env} holds other files; name an empty folder in ANNOTATOR_ENV")


@contextmanager
def _alone(env: Path) -> Iterator[None]:
    """Hold the environment's lock; the system lets go of it if this process dies."""
    notes = bootstrap.stamps(env)
    try:
        notes.mkdir(parents=True, exist_ok=True)
        lock = (notes / "lock").open("a")
    except OSError as error:
        raise SetUpError(
            f"{env} cannot be written ({error.strerror}); name another folder in ANNOTATOR_ENV"
        ) from error
    with lock:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    lock.seek(0)
                    msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    print("annotator: waiting for a set-up that is under way", file=sys.stderr)
        else:
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("annotator: waiting for a set-up that is under way", file=sys.stderr)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stamp(env: Path, stages: tuple[str, ...]) -> None:
    key = bootstrap.stamp_key(env)
    for stage in stages:
        half = bootstrap.stamps(env) / f"{stage}.new"
        half.write_text(key)
        half.replace(bootstrap.stamps(env) / stage)


def _forget(env: Path, stages: tuple[str, ...]) -> None:
    for stage in stages:
        (bootstrap.stamps(env) / stage).unlink(missing_ok=True)


def _install_packages(env: Path, *, dev: bool) -> None:
    python = getattr(sys, "_base_executable", "") or sys.executable
    is_old = _works(env)
    if not is_old:
        _make(env, python)
    lock = bootstrap.stamps(env) / "wanted.lock"
    # What is only added to a finished environment disturbs nobody who runs from it.
    _forget(env, ("dev",) if bootstrap.is_ready(env, ("run",)) else ("run", "dev"))
    text = bootstrap.LOCK.read_text(encoding="utf-8")
    project = (bootstrap.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    lock.write_text(text if dev else runtime_part(text, project), encoding="utf-8")
    if _install(env, python, lock):
        return
    if is_old:
        _make(env, python)
        if _install(env, python, lock):
            return
    raise SetUpError(
        "the packages could not be installed, for the reason above; with a network, on Linux with "
        "glibc 2.34 or newer (Debian 12, Ubuntu 22.04), give the same command again"
    )


def _works(env: Path) -> bool:
    place = bootstrap.stamps(env) / "place"
    if place.is_file() and place.read_text(encoding="utf-8", errors="surrogateescape") != str(env):
        return False  # its scripts begin with the path of the interpreter, which was moved
    code = _WORKS.format(oldest=bootstrap.OLDEST, newest=bootstrap.NEWEST, env=str(env))
    return (env / "pyvenv.cfg").is_file() and _succeeds(bootstrap.python_in(env), code)


def _succeeds(python: str, code: str) -> bool:
    try:
        return subprocess.run([python, "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


def _make(env: Path, python: str) -> None:
    """Make the environment, without pip, in the place of whatever is left of an old one."""
    place = bootstrap.stamps(env) / "place"
    left = [entry for entry in env.iterdir() if entry != bootstrap.stamps(env)]
    if left and not place.is_file() and env != bootstrap.CHECKOUT / ".venv":
        raise SetUpError(f"{env} does not work for Annotator; name another folder in ANNOTATOR_ENV")
    if left:
        print(f"annotator: {env} does not work any more and is made anew", file=sys.stderr)
    _forget(env, bootstrap.STAGES)
    for entry in left:
        try:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        except OSError as error:
            raise SetUpError(
                f"{entry} cannot be removed ({error.strerror}); close what runs from {env}, "
                "delete that folder, and give the same command again"
            ) from error
    place.write_text(str(env), encoding="utf-8", errors="surrogateescape")
    uv = shutil.which("uv")
    if uv and run([uv, "venv", "--allow-existing", "--python", python, str(env)]):
        return
    command = [python, "-m", "venv", "--without-pip", str(env)]
    if run(command) or (debian.install(_VENV) and run(command)):
        return
    raise SetUpError("an administrator must run: " + debian.administrators_command(_VENV))


def _install(env: Path, python: str, lock: Path) -> bool:
    """Whether the packages are in, by the first installer there is."""
    what = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    inside = bootstrap.python_in(env)
    uv = shutil.which("uv")
    if uv and run([uv, "pip", "install", "--python", inside, *what]):
        return True
    quiet = {
        **os.environ,
        "PIP_USER": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    return run([*_pip(env, python), "install", "--progress-bar", "off", *what], env=quiet)


def _pip(env: Path, python: str) -> list[str]:
    """How to call a pip that installs into the environment, from whoever has one."""
    inside = bootstrap.python_in(env)
    if _succeeds(inside, "import pip"):
        return [inside, "-m", "pip"]
    if _succeeds(inside, "import ensurepip") and run([inside, "-m", "ensurepip"]):
        return [inside, "-m", "pip"]
    if _succeeds(python, _HAS_PIP):
        return [python, "-m", "pip", "--python", inside]
    if debian.install(_VENV) and run([inside, "-m", "ensurepip"]):
        return [inside, "-m", "pip"]
    unpacked = env / "pip-wheel"
    if shutil.which("apt-get") and debian.unpack(["python3-pip-whl"], unpacked):
        for wheel in unpacked.glob("usr/share/python-wheels/pip-*.whl"):
            return [inside, str(_debians_pip(wheel, unpacked))]
    raise SetUpError("an administrator must run: " + debian.administrators_command(_VENV))


def _debians_pip(wheel: Path, unpacked: Path) -> Path:
    """A program that runs Debian's pip from its wheel.

    Debian's pip reads the system's certificates, and from 25 on does not start without them. Where
    there are none, those of the unpacked ca-certificates stand in; PIP_CERT is obeyed as ever.
    """
    certificates = _SYSTEM_CERTIFICATES
    if not certificates.exists():
        certificates = unpacked / "certificates.pem"
        authorities = sorted(unpacked.glob("usr/share/ca-certificates/mozilla/*.crt"))
        certificates.write_bytes(b"\n".join(one.read_bytes() for one in authorities))
    program = unpacked / "pip.py"
    code = _DEBIANS_PIP.format(wheel=str(wheel), certificates=str(certificates))
    program.write_text(code, encoding="utf-8")
    return program


def _install_libraries(env: Path, stage: str) -> tuple[str, ...]:
    """The stages that are done with this one. Only the tour does without what cannot be had."""
    display = stage == "display"
    missing = _missing_library(env, display=display)
    if missing:
        print(f"annotator: Qt misses a library: {missing}", file=sys.stderr)
        packages = (*debian.OFFSCREEN, *(debian.XCB if display else ()))
        try:
            debian.provide(packages, env / "syslibs")
            missing = _missing_library(env, display=display)
            if missing:
                needed = debian.administrators_command(packages)
                raise SetUpError(f"Qt misses {missing}; an administrator must run: {needed}")
        except SetUpError as error:
            if stage != "tour":
                raise
            print(f"annotator: for the window and the tests {error}", file=sys.stderr)
            return ("tour",)
    return ("tour", "offscreen", stage)


def _missing_library(env: Path, *, display: bool) -> str:
    """What the loader says is missing; empty if nothing is."""
    probe = [bootstrap.python_in(env), "-c", _PROBE, *(["display"] if display else [])]
    variables = {
        **os.environ,
        **debian.environment(env / "syslibs"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(probe, env=variables, capture_output=True, text=True)
    return "" if done.returncode == 0 else (done.stderr.strip() or f"exit {done.returncode}")
