"""The house keeps its shape: arrows point one way, and the command answers at once."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_arrows_point_one_way() -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_help_waits_for_no_heavy_import() -> None:
    code = "import sys; from rehearse.cli import main; print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    heavy = {
        "numpy",
        "streamlit",
        "faster_whisper",
        "ctranslate2",
        "onnxruntime",
        "pocketsphinx",
        "sqlalchemy",
        "textstat",
        "av",
        "altair",
    }
    assert loaded & heavy == set()
