"""What every test stands on: a home of its own, no screen, examples that can be repeated."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import leftovers

# Before anything of Qt is loaded, which reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Where programs keep what a person has set, on the systems we run on.
_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
}

hypothesis.settings.register_profile(
    "ci",
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("dev", max_examples=60, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=3000, deadline=None)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one way in which kept pictures change; look at them before they are committed."""
    parser.addoption("--remake-pictures", action="store_true", help="write tests/pictures anew")


def pytest_configure(config: pytest.Config) -> None:
    """Gives the whole run a home of its own, for what is read before the first test."""
    folder = tempfile.TemporaryDirectory(prefix="annotator-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    for name, path in _homes(Path(folder.name)).items():
        os.environ[name] = path


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for one test, so that no test sees a person's settings or another test's."""
    folder = tmp_path_factory.mktemp("home")
    for name, path in _homes(folder).items():
        monkeypatch.setenv(name, path)
    return folder


@pytest.fixture(autouse=True, scope="module")
def what_is_there_is_put_aside(request: pytest.FixtureRequest) -> None:
    """Has the look for leftovers pass over what earlier modules hold: a million objects soon."""
    if _is_of_the_window(request.path):
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test of the window that leaves a top-level widget, a thread or a timer behind."""
    if not _is_of_the_window(request.path):
        yield
        return
    before = leftovers.present()
    yield
    left = leftovers.left_since(before)
    assert not left, "left behind: " + ", ".join(left)


@pytest.fixture
def seed_path() -> Path:
    """The article the project began with, where it lies beside the checkout."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "seed"
    found = sorted(folder.glob("*.txt"))
    if not found:
        pytest.skip("the seed article is not beside this checkout")
    return found[0]


def _is_of_the_window(path: Path) -> bool:
    return path.relative_to(Path(__file__).parent).parts[0] in ("gui", "stories")


def _homes(folder: Path) -> dict[str, str]:
    paths = {}
    for name, part in _HOMES.items():
        path = folder / part if part else folder
        path.mkdir(exist_ok=True)
        paths[name] = str(path)
    return paths
