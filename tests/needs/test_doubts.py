"""A text that was given as an advert and is none: another language, a CV, an advert without needs; each gets a plain message."""

from __future__ import annotations

import pytest

from rehearse.needs.advert import extract
from rehearse.needs.doubts import doubt
from rehearse.sample import sample_advert

GERMAN = """Pflegefachkraft (m/w/d) in Kassel

Das bringen Sie mit
- Abgeschlossene Ausbildung in der Pflege
- Freude an der Arbeit mit Menschen und Bereitschaft zum Schichtdienst

Wir bieten Ihnen ein gutes Gehalt und 30 Tage Urlaub für die Erholung.
"""

FRENCH = "Nous cherchons un développeur pour notre équipe. Vous avez une expérience de trois ans avec Python et parlez anglais."

CHINESE = "招聘软件工程师。需要三年工作经验，熟悉数据库。"

CV = """Maria Santos
14 Elm Road, Leeds

Personal statement
A reliable retail supervisor with over six years of experience in busy stores.

Employment history
Shift supervisor, Brightfoods, 2019 – present
- Led a team of nine on the late shift
- Reduced waste by 18 % in one year

Education
BTEC Level 3 Business, Leeds City College, 2013 – 2015

References available on request
"""

CV_IN_PROSE = (
    "I am a nurse with nine years in acute care. I worked at St Anne's until 2019, and I have led a ward of 24 beds since then. "
    "My strengths are calm and planning. I hold an NMC registration and I speak Polish."
)

EMPLOYER_WHO_SAYS_I = (
    "I run a small bakery in Ghent and I need a baker. You have worked nights before and you can shape a baguette. I bake from "
    "two in the morning, so you must be able to start then. My sister does the shop. Apply by dropping in."
)


def said(advert: str) -> str:
    return doubt(advert, extract(advert)) or ""


@pytest.mark.parametrize(("advert", "language"), [(GERMAN, "German"), (FRENCH, "French"), (CHINESE, "not to be in English")])
def test_an_advert_in_another_language_gives_no_needs_and_says_so(advert: str, language: str) -> None:
    assert extract(advert) == ()
    assert language in said(advert)
    assert "add the needs yourself" in said(advert)


@pytest.mark.parametrize("cv", [CV, CV_IN_PROSE])
def test_a_cv_is_told_from_an_advert(cv: str) -> None:
    assert extract(cv) == ()
    assert "reads like a CV" in said(cv)


def test_an_advert_without_needs_says_that_none_were_found() -> None:
    assert said("We sell flowers in Leeds. The weather is nice today.").startswith("No needs were found")


TERSE = "Warehouse operative\n£12.50 per hour\n40 hours per week\n5 days per week\n28 days holiday per year\nForklift licence"
DUTIES = (
    "Ward clerk\nExperience\nResponsible for the notes\nResponsible for the phones\nResponsible for the diary\n"
    "Responsible for the post\nEducation\nApply with your CV by 3 May"
)


@pytest.mark.parametrize(
    "advert",
    [sample_advert(), EMPLOYER_WHO_SAYS_I, "- SQL\n- Python\n- German to C1", "El Paso: Spanish a must.", TERSE, DUTIES],
)
def test_an_advert_raises_no_doubt_of_what_it_is(advert: str) -> None:
    assert "CV" not in said(advert)
    assert "in English" not in said(advert)


def test_nothing_given_raises_no_doubt() -> None:
    assert doubt("  \n", ()) is None
