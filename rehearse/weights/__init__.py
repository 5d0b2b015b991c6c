"""Speech models on this machine: which there are, how they get here, and whether they are whole.

A model is a folder `models/NAME` with the files faster-whisper reads (CTranslate2's format) and a `manifest.json` with their
sizes and SHA-256 sums. Models are written to the data folder; in a checkout of the project, its `models/` is read too. `pull`
touches the network, as nothing else in `rehearse` does but `own_model`.
"""

from rehearse.weights.catalogue import ModelInfo, catalogue
from rehearse.weights.hub import Progress, pull
from rehearse.weights.store import InstalledModel, describe, find, import_folder, installed, names, remove, verify

__all__ = [
    "InstalledModel",
    "ModelInfo",
    "Progress",
    "catalogue",
    "describe",
    "find",
    "import_folder",
    "installed",
    "names",
    "pull",
    "remove",
    "verify",
]
