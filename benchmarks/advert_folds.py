"""How well needs are drawn from adverts that the weights were not fitted on, in seven folds of the training adverts.

    python benchmarks/advert_folds.py TRAIN_JOBS.json

TRAIN_JOBS.json as for `fit_advert_weights.py`. Each fold is read by weights fitted on the other six; turns of phrase and headings
were written by someone who had read these adverts, so only the weights are held out.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from fit_advert_weights import fit_jobs
from needs import adverts, keyword_needs, table

from rehearse.needs.advert import extract

FOLDS = 7


def main(path: str) -> None:
    jobs = json.loads(Path(path).read_text(encoding="utf-8"))["jobs"]
    held_out = {}
    for fold in range(FOLDS):
        weights = fit_jobs([job for i, job in enumerate(jobs) if i % FOLDS != fold])
        held_out.update({job["advert"]: weights for job in jobs[fold::FOLDS]})
    rehearse = adverts(jobs, {}, lambda advert: extract(advert, held_out[advert]))
    table("Needs in adverts held out", {"rehearse": rehearse, "keywords": adverts(jobs, {}, keyword_needs)})


if __name__ == "__main__":
    main(sys.argv[1])
