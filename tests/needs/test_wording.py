"""The short wording of a need: the advert's own words, without what leads up to them."""

import pytest

from rehearse.needs.wording import MAX_WORDS, wording

WORDINGS = [
    ("Solid SQL and data modelling (we run PostgreSQL)", "SQL and data modelling"),
    ("You must be able to drive a van.", "Able to drive a van"),
    ("We're looking for someone who can lead a team", "Can lead a team"),
    ("Spanish would be a huge plus", "Spanish"),
    ("A full driving licence is essential", "Full driving licence"),
    ("**Kubernetes** in production", "Kubernetes in production"),
    ("Git. Branches, pull requests, merge conflicts, the lot.", "Git: branches, pull requests, merge conflicts"),
    ("Decent JavaScript. We don't mind where you learned it.", "Decent JavaScript"),
    ("Knows web accessibility (WCAG)", "Knows web accessibility (WCAG)"),
    ("E5 Manages behaviour firmly and fairly (I/M)", "Manages behaviour firmly and fairly"),
    ("Write automated tests as a matter of course", "Write automated tests as a matter of course"),
    ("Attention to detail matters a lot here", "Attention to detail"),
    ("1 yr in a voice process", "1 yr in a voice process"),
    ("The person we are looking for will have run a till", "Run a till"),
    ("Strong in SQL and performance tuning", "Strong in SQL and performance tuning"),
    ("Experience with numerical modelling (e.g. Delft3D or ROMS)", "Experience with numerical modelling (e.g. Delft3D or ROMS)"),
    ("A Level 3 qualification in housing, but this isn't a deal breaker", "Level 3 qualification in housing"),
    ("Knowledge of Danish is an advantage but not a requirement", "Knowledge of Danish"),
    ("Good IT skills (Word, Outlook; training will be given)", "IT skills (Word, Outlook; training will be given)"),
    ("It would be great if you also had a Level 3 award, but this isn't a deal breaker", "Level 3 award"),
    ("Applicants from abroad must document English proficiency", "Applicants from abroad must document English proficiency"),
    ("IELTS 6.5 or TOEFL iBT 90).", "IELTS 6.5 or TOEFL iBT 90"),
    ("If you also know React that's a plus but not needed now", "Know React"),
    ("Experience of HR matters and payroll", "Experience of HR matters and payroll"),
    ("Accounting standards (US GAAP, IFRS)", "Accounting standards (US GAAP, IFRS)"),
    ("At least 18 months in a kitchen", "At least 18 months in a kitchen"),
    ("You must have at least two years of retail experience", "At least two years of retail experience"),
    ("A minimum of two years in retail", "Minimum of two years in retail"),
    ("Good w/ children", "Good w/ children"),
    ("Experience in cold storage, pharmaceuticals preferred", "Experience in cold storage, pharmaceuticals preferred"),
    ("We're in Perth so some overlap with Perth hours would be great but not a deal breaker", "Overlap with Perth hours"),
    (
        "Enrolled in an undergraduate or a graduate degree in geography, geology, archaeology or a related field, ending in 2027",
        "Enrolled in an undergraduate or a graduate degree in geography, geology, archaeology or a related field",
    ),
    ("D1 Driving licence", "D1 Driving licence"),
    ("First aid", "First aid"),
    ("C", "C"),
    ("必须会说中文", "必须会说中文"),
]


@pytest.mark.parametrize(("source", "short"), WORDINGS)
def test_a_need_is_worded_in_the_words_of_the_advert(source: str, short: str) -> None:
    assert wording(source) == short


def test_a_need_of_eighty_words_is_cut_short() -> None:
    long = "Keeps " + " ".join(f"word{i}" for i in range(80))
    assert len(wording(long).split()) <= MAX_WORDS + 1
    assert wording(long).endswith("…")
