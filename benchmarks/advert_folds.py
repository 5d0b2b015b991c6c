"""How well needs are drawn from adverts that the weights were not fitted on, in seven folds of the training adverts.

    python benchmarks/advert_folds.py ADVERTS...

ADVERTS as for `fit_advert_weights.py`; there is a column for each file. Each fold is read by weights fitted on the other six of
all files. Turns of phrase and headings were written by someone who had read the adverts of the JSON, so there only the weights
are held out.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from fit_advert_weights import fit_jobs
from needs import adverts, table
from written_adverts import read

from rehearse.needs.advert import extract

FOLDS = 7


def main(paths: list[str]) -> None:
    jobs = read(paths)
    held_out = {}
    for fold in range(FOLDS):
        weights = fit_jobs([job for i, job in enumerate(jobs) if i % FOLDS != fold])
        held_out.update({job["advert"]: weights for job in jobs[fold::FOLDS]})
    table(
        "Needs in adverts held out",
        {Path(path).stem: adverts(read([path]), {}, lambda advert: extract(advert, held_out[advert])) for path in paths},
    )


if __name__ == "__main__":
    main(sys.argv[1:])
