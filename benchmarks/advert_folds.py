"""How well needs are drawn from adverts that the weights were not fitted on, in four folds of the training adverts.

    python benchmarks/advert_folds.py [--judge FOLDER] ADVERTS...

ADVERTS as for `fit_advert_weights.py`; there is a column for each file. Each fold is read by weights fitted on the other three of
all files; with the judge's FOLDER by the sense of the pieces too (`fit_advert_sense.py`). Turns of phrase and headings were
written by someone who had read the adverts of the JSON, so there only the weights are held out.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from fit_advert_sense import fit_sense, reading
from fit_advert_weights import fit_jobs
from needs import adverts, table
from written_adverts import read

from rehearse.needs.advert import Reader, extract
from rehearse.needs.sense import Sense

FOLDS = 4


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("adverts", nargs="+")
    parser.add_argument("--judge", type=Path)
    given = parser.parse_args()
    network = reading(given.judge) if given.judge else None
    jobs = read(given.adverts)
    held_out = {}
    for fold in range(FOLDS):
        others = [job for i, job in enumerate(jobs) if i % FOLDS != fold]
        reader = Reader(fit_jobs(others), Sense(network, fit_sense(network, others)) if network else None)
        held_out.update({job["advert"]: reader for job in jobs[fold::FOLDS]})
    table(
        "Needs in adverts held out",
        {Path(path).stem: adverts(read([path]), {}, lambda advert: extract(advert, held_out[advert])) for path in given.adverts},
    )


if __name__ == "__main__":
    main()
