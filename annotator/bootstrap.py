"""Set-up in one command: makes a checkout ready to run, then starts it again inside.

Standard library only. Where Annotator is installed, and where an environment with its packages is
active (`uv run`, an activated venv), nothing is done. In a bare checkout `prepare`

1. makes an environment in `.venv`, or in the folder named by ANNOTATOR_ENV;
2. installs the packages of `requirements.lock`, checked by their hashes: those needed to run, or
   all of them for the tests. A reader of articles need not wait for a test runner;
3. lets a child import Qt, and gets the shared libraries that it misses (see `debian.py`);
4. leaves a stamp for each of these, so that the next start only reads the stamps.

The project itself is not installed there: `python -m annotator` finds it in the checkout, so no
build step can fail and no copy can be stale. A stamp holds the digest of the lock, of the
environment and of the system's release: when any of them changes, the step is done again.

This file must load on Python 3.6 too, to say there which Python is needed: no newer syntax, and
no annotation at module level that such a Python cannot evaluate.
"""

import os
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "requirements.lock"
# Top-level modules by which an environment is known to be complete; a test compares with the lock.
MODULES = {
    "run": tuple("PySide6 sqlite_utils click rich charset_normalizer platformdirs budoux".split()),
    "dev": ("pytest", "pytestqt", "pytest_timeout", "hypothesis", "ruff", "mypy"),
}
STAGES = ("run", "dev", "tour", "offscreen", "display")
_STARTS = "ANNOTATOR_STARTS"
_ENOUGH_STARTS = 5


class SetUpError(Exception):
    """Set-up cannot go on; the text says what happened and what to do."""


def prepare(module: str, *, dev: bool = False, window: bool = True) -> None:
    """Return if this process can run `module`; else set up and start `module` again, set up.

    `dev` asks for the packages of the tests too, `window` for the libraries of Qt. Ends the process
    with one sentence when set-up is impossible.
    """
    if not (CHECKOUT / "pyproject.toml").is_file():
        return
    env = environment_folder()
    stages = wanted_stages(dev=dev, window=window)
    if _is_inside(env) and not is_ours(env) and _can_import(dev=dev):
        stages = stages[1:]  # uv made the environment and keeps its packages
    try:
        if is_supported() and _is_ready_here(env, stages):
            os.environ.pop(_STARTS, None)
            return
        if not is_ready(env, stages):
            if not is_supported():
                _start_with_another_python(env, module)
            from annotator.environment import set_up

            set_up(env, stages)
        _start_again(python_in(env), module, env=env)
    except KeyboardInterrupt:
        sys.exit("annotator: set-up was interrupted; the next start goes on with it")
    except SetUpError as error:
        sys.exit(f"annotator: {error}")


def environment_folder() -> Path:
    """Where the environment is, or will be."""
    named = os.environ.get("ANNOTATOR_ENV")
    return Path(os.path.abspath(os.path.expanduser(named))) if named else CHECKOUT / ".venv"


def python_in(env: Path) -> str:
    """The environment's interpreter."""
    return str(env / "Scripts" / "python.exe" if os.name == "nt" else env / "bin" / "python")


def is_supported() -> bool:
    """Whether this interpreter is one of those that Annotator runs on."""
    return OLDEST <= sys.version_info[:2] <= NEWEST


def has_screen() -> bool:
    """Whether a window would be seen."""
    platform = _qt_platform()
    if platform or not sys.platform.startswith("linux"):
        return platform not in ("offscreen", "minimal")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _qt_platform() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]


def wanted_stages(*, dev: bool, window: bool) -> "tuple[str, ...]":
    """The steps of set-up that this start needs, in order.

    The packages to "run" or for "dev"; then the libraries for a "display" with X11, for drawing
    "offscreen", or the same for the "tour", which is given without them where they cannot be had.
    """
    packages = "dev" if dev else "run"
    if not window or not sys.platform.startswith("linux"):
        return (packages,)
    if dev and not _qt_platform():
        return (packages, "offscreen")
    if os.environ.get("DISPLAY") and _qt_platform() in ("", "xcb"):
        return (packages, "display")
    return (packages, "offscreen" if dev or has_screen() else "tour")


def stamps(env: Path) -> Path:
    """The folder of our notes inside the environment."""
    return env / ".annotator"


def stamp_key(env: Path) -> str:
    """What a stamp holds if its step was done for this lock, environment and system."""
    from hashlib import sha256

    digest = sha256(str(env).encode("utf-8", "surrogateescape"))
    for path in (LOCK, env / "pyvenv.cfg", Path("/etc/os-release")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_ready(env: Path, stages: "tuple[str, ...]") -> bool:
    """Whether every step was finished, as its stamp says."""
    if not os.path.exists(python_in(env)):
        return False
    key = stamp_key(env)
    try:
        return all((stamps(env) / stage).read_text() == key for stage in stages)
    except OSError:
        return False


def is_ours(env: Path) -> bool:
    """Whether we installed, or began to install, the environment's packages."""
    return (stamps(env) / "wanted.lock").is_file()


def _is_inside(env: Path) -> bool:
    return os.path.realpath(sys.prefix) == os.path.realpath(str(env))


def _is_ready_here(env: Path, stages: "tuple[str, ...]") -> bool:
    importable = _can_import(dev="dev" in stages)
    if not _is_inside(env):
        return importable and _is_chosen()
    if not is_ready(env, stages):
        return False
    if not importable:  # something was removed since
        for stage in stages:
            (stamps(env) / stage).unlink()
        return False
    return all(os.environ.get(name) == value for name, value in _libraries(env).items())


def _is_chosen() -> bool:
    """Whether a person chose this interpreter for Annotator: a venv, or the project is installed.

    Distributions package some of what we need, in versions that were never tried together, so a
    system's own Python is not taken only because the imports would succeed.
    """
    if sys.prefix != sys.base_prefix:
        return True
    return any(list(Path(entry).glob("annotator-*.dist-info")) for entry in sys.path if entry)


def _can_import(*, dev: bool) -> bool:
    from importlib.util import find_spec

    names = MODULES["run"] + (MODULES["dev"] if dev else ())
    return all(find_spec(name) is not None for name in names)


def _libraries(env: Path) -> "dict[str, str]":
    if not (env / "syslibs").is_dir():
        return {}
    from annotator import debian

    return debian.environment(env / "syslibs")


def _start_again(python: str, module: str, *, env: Path) -> None:
    starts = int(os.environ.get(_STARTS, "0")) + 1
    if starts > _ENOUGH_STARTS:
        raise SetUpError(f"set-up does not hold; delete the folder {env} and start again")
    variables = dict(os.environ)
    variables[_STARTS] = str(starts)
    if is_supported():
        variables.update(_libraries(env))
    if Path.cwd() != CHECKOUT:
        paths = [str(CHECKOUT), variables.get("PYTHONPATH", "")]
        variables["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    command = [python, "-m", module] + sys.argv[1:]  # noqa: RUF005 - read by old Pythons too
    sys.stderr.flush()
    if os.name == "nt":  # exec there would return the prompt while the window still runs
        import subprocess

        try:
            sys.exit(subprocess.call(command, env=variables))
        except KeyboardInterrupt:  # it went to the child too, which has said what it had to
            sys.exit(130)
    os.execve(python, command, variables)


def _start_with_another_python(env: Path, module: str) -> None:
    import shutil
    import subprocess

    if _is_supported_python(python_in(env)):
        _start_again(python_in(env), module, env=env)
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    for name in [f"python3.{minor}" for minor in minors]:
        found = shutil.which(name)
        if found and _is_supported_python(found):
            _start_again(found, module, env=env)
    for minor in minors if os.name == "nt" else ():
        launched = ["py", f"-3.{minor}", "-c", "import sys; print(sys.executable)"]
        try:
            found = subprocess.check_output(launched, stderr=subprocess.DEVNULL).decode().strip()
        except (OSError, subprocess.CalledProcessError):
            continue
        _start_again(found, module, env=env)
    uv = shutil.which("uv")
    if uv:
        wanted = f">=3.{OLDEST[1]},<3.{NEWEST[1] + 1}"
        command = [uv, "venv", "--allow-existing", "--python", wanted, str(env)]
        print("$ " + " ".join(command), file=sys.stderr, flush=True)
        if subprocess.call(command) == 0:
            _start_again(python_in(env), module, env=env)
    raise SetUpError(
        f"Annotator needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} and this is "
        f"Python {sys.version_info[0]}.{sys.version_info[1]}; install one of those, or uv, "
        "and give the same command again"
    )


def _is_supported_python(python: str) -> bool:
    import subprocess

    code = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    try:
        return subprocess.call([python, "-c", code], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False
