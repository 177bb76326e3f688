"""The set-up of a checkout: what it asks for, and that it heals."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from annotator import bootstrap, environment

CHECKOUT = Path(__file__).resolve().parents[1]
LOCK = CHECKOUT / "requirements.lock"
PROJECT = CHECKOUT / "pyproject.toml"
PYTHONS = ("3.11.0", "3.12.0", "3.13.0")
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


def pins() -> list[Requirement]:
    text = LOCK.read_text(encoding="utf-8")
    return [Requirement(line.rstrip(" \\")) for line in re.findall(r"^[a-z0-9].*$", text, re.M)]


def wanted(*, dev: bool) -> list[Requirement]:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]["dev"] if dev else []
    return [Requirement(text) for text in [*project["dependencies"], *extra]]


# The lock


def test_the_lock_names_no_address() -> None:
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        assert "://" not in line
        is_pin = re.fullmatch(r"[a-z0-9-]+==\S+( ; [^:]+)? \\", line)
        is_hash = re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)
        assert is_pin or is_hash or line.lstrip().startswith("#"), line


def test_every_pin_has_a_hash() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK.read_text(encoding="utf-8"), flags=re.M)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_has_what_the_project_asks_for(python: str) -> None:
    there = {"python_version": python[:4], "python_full_version": python}
    versions = {
        pin.name: str(pin.specifier).removeprefix("==")
        for pin in pins()
        if pin.marker is None or pin.marker.evaluate(there)
    }
    for need in wanted(dev=True):
        if need.marker is None or need.marker.evaluate(there):
            assert need.specifier.contains(versions[canonicalize_name(need.name)]), need


def test_running_needs_no_test_runner() -> None:
    part = environment.runtime_part(LOCK.read_text("utf-8"), PROJECT.read_text("utf-8"))
    names = set(re.findall(r"^([a-z0-9-]+)==", part, re.M))
    assert {canonicalize_name(need.name) for need in wanted(dev=False)} <= names
    assert {"shiboken6", "click-default-group"} <= names
    assert not {"pytest", "mypy", "ruff", "hatchling"} & names


def test_the_modules_looked_for_are_those_of_the_project() -> None:
    owners = packages_distributions()
    for stage in ("run", "dev"):
        found = {canonicalize_name(owners[name][0]) for name in bootstrap.MODULES[stage]}
        needed = {canonicalize_name(need.name) for need in wanted(dev=stage == "dev")}
        assert found <= needed
    run = {canonicalize_name(owners[name][0]) for name in bootstrap.MODULES["run"]}
    assert {canonicalize_name(need.name) for need in wanted(dev=False)} == run


# Old Pythons


@pytest.mark.parametrize(
    "path",
    [
        "annotator/__init__.py",
        "annotator/__main__.py",
        "annotator/bootstrap.py",
        "tests/__main__.py",
    ],
)
def test_an_old_python_can_read_what_tells_it_that_it_is_old(path: str) -> None:
    tree = ast.parse((CHECKOUT / path).read_text(encoding="utf-8"), feature_version=(3, 6))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = [*node.args.args, *node.args.kwonlyargs]
            for annotation in [node.returns, *(argument.annotation for argument in arguments)]:
                assert annotation is None or isinstance(annotation, ast.Name | ast.Constant)


# Where it runs


def test_nothing_is_set_up_where_the_package_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "CHECKOUT", tmp_path)
    monkeypatch.setenv("ANNOTATOR_ENV", str(tmp_path / "env"))
    bootstrap.prepare("annotator")
    assert list(tmp_path.iterdir()) == []


def test_a_start_that_finds_its_stamps_loads_nothing_heavy() -> None:
    code = (
        "import sys; from annotator import bootstrap as b\n"
        "b.is_ready(b.environment_folder(), b.wanted_stages(dev=False, window=True))\n"
        "print(*{'subprocess', 'shutil', 'tomllib', 'annotator.environment'} & set(sys.modules))"
    )
    started = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert started.stdout.split() == []


@on_linux
@pytest.mark.parametrize(
    ("variables", "dev", "stages", "seen"),
    [
        ({}, False, ("run", "tour"), False),
        ({}, True, ("dev", "offscreen"), False),
        ({"DISPLAY": ":0"}, False, ("run", "display"), True),
        ({"DISPLAY": ":0"}, True, ("dev", "offscreen"), True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, False, ("run", "offscreen"), True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False, ("run", "tour"), False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True, ("dev", "display"), True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, False, ("run", "offscreen"), True),
    ],
)
def test_the_screen_decides_which_libraries_are_needed(
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    dev: bool,
    stages: tuple[str, ...],
    seen: bool,
) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert bootstrap.wanted_stages(dev=dev, window=True) == stages
    assert bootstrap.wanted_stages(dev=dev, window=False) == stages[:1]
    assert bootstrap.has_screen() is seen


def start_without_display(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    variables["PYTHONPATH"] = str(CHECKOUT)
    return subprocess.run(
        [sys.executable, "-m", "annotator", *arguments],
        env=variables,
        cwd=cwd,
        capture_output=True,
        text=True,
    )


@on_linux
def test_without_a_display_the_tour_is_given(tmp_path: Path) -> None:
    started = start_without_display(cwd=tmp_path)
    assert "there is no display" in started.stderr
    assert started.returncode == 0, started.stderr
    assert started.stdout.strip()


@on_linux
def test_without_a_display_a_project_is_not_opened_out_of_sight(tmp_path: Path) -> None:
    started = start_without_display("mine.anno", cwd=tmp_path)
    assert "there is no display to show mine.anno on" in started.stderr
    assert started.returncode == 3


@on_linux
def test_a_bare_word_is_a_command_even_where_a_file_has_its_name(tmp_path: Path) -> None:
    (tmp_path / "formats").touch()
    assert "there is no display" not in start_without_display("formats", cwd=tmp_path).stderr
    assert "there is no display" in start_without_display("./formats", cwd=tmp_path).stderr


# Making the environment, with a pip of our own that writes down what it is asked

PIP = """
import os, sys
log = os.environ["PIP_LOG_OF_THE_TEST"]
with open(log, "a") as out:
    print(*sys.argv[1:], file=out)
sys.exit(os.path.exists(log + ".fails"))
"""


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "path" / "pip"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(PIP)
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    monkeypatch.setenv("PATH", str(tmp_path))  # neither uv nor apt-get
    monkeypatch.setenv("PIP_LOG_OF_THE_TEST", str(tmp_path / "asked"))
    return tmp_path / "asked"


@pytest.fixture
def env(pip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lock = tmp_path / "requirements.lock"
    lock.write_text(LOCK.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(bootstrap, "LOCK", lock)
    return tmp_path / "an env"


def set_up(env: Path, stage: str = "run") -> None:
    environment.set_up(env, (stage,))
    assert bootstrap.is_ready(env, (stage,))
    assert subprocess.run([bootstrap.python_in(env), "-c", "pass"]).returncode == 0


def test_the_packages_are_installed_by_their_hashes(env: Path, pip: Path) -> None:
    set_up(env)
    assert "--require-hashes" in pip.read_text()
    installed = (bootstrap.stamps(env) / "wanted.lock").read_text(encoding="utf-8")
    assert "\nsqlite-utils==" in installed
    assert "\npytest==" not in installed
    assert not bootstrap.is_ready(env, ("dev",))


def test_the_tests_get_the_whole_lock_and_the_window_is_ready_too(env: Path) -> None:
    set_up(env, "dev")
    assert (bootstrap.stamps(env) / "wanted.lock").read_text() == bootstrap.LOCK.read_text()
    assert bootstrap.is_ready(env, ("run",))


def test_a_failed_installation_leaves_no_stamp_and_heals(env: Path, pip: Path) -> None:
    fails = Path(f"{pip}.fails")
    fails.touch()
    with pytest.raises(bootstrap.SetUpError, match="could not be installed"):
        environment.set_up(env, ("run",))
    assert not bootstrap.is_ready(env, ("run",))
    fails.unlink()
    set_up(env)


def test_a_second_set_up_does_nothing(env: Path, capfd: pytest.CaptureFixture[str]) -> None:
    set_up(env)
    capfd.readouterr()
    set_up(env)
    assert capfd.readouterr().err == ""


def test_a_changed_lock_is_installed(env: Path, pip: Path) -> None:
    set_up(env)
    bootstrap.LOCK.write_text(bootstrap.LOCK.read_text() + "# newer\n")
    assert not bootstrap.is_ready(env, ("run",))
    set_up(env)
    assert len(pip.read_text().splitlines()) == 2


@on_linux
def test_a_deleted_interpreter_is_replaced(env: Path) -> None:
    set_up(env)
    for python in (env / "bin").glob("python*"):
        python.unlink()
    assert not bootstrap.is_ready(env, ("run",))
    set_up(env)


@on_linux
def test_a_moved_environment_is_made_anew(env: Path) -> None:
    set_up(env)
    moved = env.rename(env.with_name("moved"))
    assert not bootstrap.is_ready(moved, ("run",))
    set_up(moved)
    assert str(moved) in (moved / "pyvenv.cfg").read_text() + (moved / "bin/activate").read_text()


@on_linux
def test_a_half_made_environment_is_completed(env: Path) -> None:
    set_up(env)
    (env / "pyvenv.cfg").unlink()
    shutil.rmtree(env / "lib")
    (env / "lib").write_text("left over")
    (bootstrap.stamps(env) / "run").unlink()
    set_up(env)
    assert (env / "lib").is_dir()


def test_an_environment_of_somebody_else_is_never_cleared(env: Path) -> None:
    env.mkdir()
    (env / "pyvenv.cfg").write_text("home = /nowhere\n")
    with pytest.raises(bootstrap.SetUpError, match="does not work for Annotator"):
        environment.set_up(env, ("run",))
    assert (env / "pyvenv.cfg").is_file()


def test_a_folder_with_other_files_is_refused(env: Path) -> None:
    env.mkdir()
    (env / "thesis.txt").write_text("years of work")
    with pytest.raises(bootstrap.SetUpError, match="holds other files"):
        environment.set_up(env, ("run",))
    assert [path.name for path in env.iterdir()] == ["thesis.txt"]


def test_two_set_ups_at_once_install_once(env: Path, pip: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from annotator import bootstrap, environment\n"
        "bootstrap.LOCK = Path(sys.argv[1])\n"
        "environment.set_up(Path(sys.argv[2]), ('run',))"
    )
    command = [sys.executable, "-c", code, str(bootstrap.LOCK), str(env)]
    both = [subprocess.Popen(command, cwd=CHECKOUT) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert len(pip.read_text().splitlines()) == 1
    assert bootstrap.is_ready(env, ("run",))
