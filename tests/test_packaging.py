"""The wheel carries the program and every resource, and finds them away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
RESOURCES = CHECKOUT / "resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(build, cwd=CHECKOUT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".gitkeep"
    }


def test_the_wheel_holds_the_package_its_resources_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"annotator/{name}" for name in files_below(CHECKOUT / "annotator")}
    wanted |= {f"annotator/resources/{name}" for name in files_below(RESOURCES)}
    assert wanted <= names
    others = {name for name in names - wanted if ".dist-info/" not in name}
    assert {name for name in others if not name.endswith(".gitkeep")} == set()


def test_the_wheel_has_the_command_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        told = {
            name.split(".dist-info/")[1]: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert "annotator = annotator.__main__:main" in told["entry_points.txt"]
    assert "licenses/LICENSE" in told
    assert "Requires-Python: <3.14,>=3.11" in told["METADATA"]


def test_every_resource_opens_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(installed)
    empty = tmp_path / "empty"
    empty.mkdir()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from annotator.app.paths import resources\n"
        "for path in sorted(resources().rglob('*')):\n"
        "    if path.is_file():\n"
        "        path.read_bytes()\n"
        "        print(path.relative_to(sys.argv[1] + '/annotator/resources').as_posix())"
    )
    opened = subprocess.run(
        [sys.executable, "-c", code, str(installed)], cwd=empty, capture_output=True, text=True
    )
    assert opened.returncode == 0, opened.stderr
    assert files_below(RESOURCES) <= set(opened.stdout.splitlines())
