"""`pip install .` gives a `rehearse` that carries its pages, sample and rules."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import browsing, new_page, serving

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scripts' folder of a new environment with the wheel; its dependencies are borrowed from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
        text=True,
    )
    (wheel,) = folder.glob("*.whl")
    environment = folder / "venv"
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
        text=True,
    )
    (site,) = environment.glob("**/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def test_the_wheel_stands_alone(installed: Path, tmp_path: Path) -> None:
    code = "import rehearse, pathlib; print(pathlib.Path(rehearse.__file__).parent)"
    run = subprocess.run([installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    package = Path(run.stdout.strip())
    assert ROOT not in package.parents
    pages = {page.name for page in (ROOT / "pages").glob("*.py")}
    assert {page.name for page in (package / "pages").glob("*.py")} == pages
    assert (package / "docs" / "metrics.md").read_bytes() == (ROOT / "docs" / "metrics.md").read_bytes()


def test_the_installed_app_opens_a_page_in_a_browser(installed: Path, home: Path, tmp_path: Path) -> None:
    command = [installed / "rehearse", "app", "--no-browser"]
    with serving(home, command, cwd=tmp_path) as address, browsing() as browser:
        page = new_page(browser)
        page.goto(f"{address}/practise")
        expect(page.get_by_text("Everything stays on this computer")).to_be_visible()
