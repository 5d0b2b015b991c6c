"""Needs drawn from adverts of many layouts: what counts, what does not, and where each stands."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.needs.advert import MAX_NEEDS, extract
from rehearse.schema import Need

BULLETS = """Data Engineer, Tallyport Ltd, Leeds
£45,000 to £52,000, hybrid

About us
We are a small team that moves parcels for museums.

What you'll do
- Report to the head of data
- Join the Thursday stand-up

What you'll need
- Three or more years' experience with SQL and data modelling
- Python, written for other people to read
- Able to explain results to people who don't like numbers
- Willing to be on call one week in six

Nice to have
- Kubernetes in production
- A PCI DSS certificate

What we offer
- 28 days' holiday and a pension
- Free parking and a discount on parcels

How to apply
Send your CV to jobs@tallyport.example by the 14th. We are an equal opportunities employer.
"""

PROSE = (
    "We run a corner café with eleven stools and one very loud grinder. You'll have at least a year of experience as a barista, "
    "and you must be able to start at 5.45. A food handler's certificate is essential. Spanish would be a bonus. "
    "We pay award rates and split the tips. Drop in with a CV after two."
)

TABLE = """PERSON SPECIFICATION
Essential | Current registration as a paramedic
Essential | Full manual driving licence with category C1
Desirable | Has supported students in practice
"""

ODD_BULLETS = """U MUST
→ turn up on time, every shift
→ be physically fit to lift bags of 20kg

✨ Bonus points ✨
→ a forklift licence
"""

MARKDOWN = """## Requirements

* **Solid** knowledge of German
* Degree in law or similar

## Desirable

* Experience of legal translation
"""


def texts(advert: str, kind: str | None = None) -> list[str]:
    return [need.text for need in extract(advert) if kind in (None, need.kind)]


def source(advert: str, need: Need) -> str:
    assert need.char_start is not None
    return advert[need.char_start : need.char_end]


def test_bullets_under_headings_give_must_and_nice() -> None:
    assert texts(BULLETS, "must") == [
        "Three or more years' experience with SQL and data modelling",
        "Python, written for other people to read",
        "Able to explain results to people who don't like numbers",
        "Willing to be on call one week in six",
    ]
    assert texts(BULLETS, "nice") == ["Kubernetes in production", "PCI DSS certificate"]


@pytest.mark.parametrize("never", ["holiday", "pension", "parking", "£45,000", "equal", "CV", "museums"])
def test_perks_pay_blurb_and_process_are_no_needs(never: str) -> None:
    assert not [text for text in texts(BULLETS) if never in text]


def test_prose_is_read_clause_by_clause() -> None:
    found = extract(PROSE)
    sources = [source(PROSE, need) for need in found]
    assert any("year of experience as a barista" in one for one in sources)
    assert any("start at 5.45" in one for one in sources)
    assert any("food handler's certificate" in one for one in sources)
    assert [need.text for need in found if need.kind == "nice"] == ["Spanish"]
    assert not any("tips" in one or "grinder" in one for one in sources)


def test_a_table_says_which_rows_are_essential() -> None:
    assert texts(TABLE, "must") == ["Current registration as a paramedic", "Full manual driving licence with category C1"]
    assert texts(TABLE, "nice") == ["Supported students in practice"]


def test_odd_bullets_are_left_out_of_the_place() -> None:
    assert [source(ODD_BULLETS, need)[:8] for need in extract(ODD_BULLETS)] == ["turn up ", "be physi", "a forkli"]
    assert texts(ODD_BULLETS, "nice") == ["Forklift licence"]


def test_markdown_marks_stay_out_of_the_wording() -> None:
    assert texts(MARKDOWN) == ["Knowledge of German", "Degree in law", "Experience of legal translation"]


def test_musts_come_first_and_among_them_what_the_advert_comes_back_to() -> None:
    advert = (
        "Night porter for our Kafka cluster\n\nNice to have\n- Knowledge of German\n\nRequirements\n- Degree in law\n"
        "- Experience with Kafka\n\nAbout the job\nYou will have your experience with Kafka tested from the first day.\n"
    )
    found = extract(advert)
    assert [need.text for need in found if need.char_start < advert.index("About")] == [
        "Experience with Kafka",
        "Degree in law",
        "Knowledge of German",
    ]
    assert [need.id for need in found] == [f"n{i}" for i in range(1, len(found) + 1)]


def test_lines_wrapped_by_a_pdf_are_one_need() -> None:
    advert = (
        "Requirements\n\n- Experience of planning transport for a fleet of at least thirty vehicles with\ntwo depots\n- Excel\n"
    )
    assert [" ".join(source(advert, need).split()) for need in extract(advert)] == [
        "Experience of planning transport for a fleet of at least thirty vehicles with two depots",
        "Excel",
    ]


def test_a_need_said_twice_is_one_need_and_a_must_if_it_once_is() -> None:
    advert = "Nice to have\n- Knowledge of SQL\n\nRequirements\n- Knowledge of SQL\n- Degree in law\n"
    assert [(need.text, need.kind) for need in extract(advert)] == [("Knowledge of SQL", "must"), ("Degree in law", "must")]


@pytest.mark.parametrize(
    "advert",
    ["", "   \n\n", "🎉🎉🎉", "We sell flowers in Leeds. The weather is nice today.", "- \n- \n* \n", "Es war einmal ein König."],
)
def test_an_advert_without_needs_gives_none(advert: str) -> None:
    assert extract(advert) == ()


def test_a_huge_advert_is_read_in_time_and_gives_a_list_of_bounded_length() -> None:
    line = "- At least {} years' experience of {} and the ability to explain it\n"
    advert = "Requirements\n" + "".join(line.format(i, f"topic{i} and subject{i * 7}") for i in range(2800))
    assert len(advert) > 200_000
    started = time.process_time()
    assert len(extract(advert)) == MAX_NEEDS
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "advert", ["a" * 200_000, "- " * 100_000, "A. " * 60_000, "you must " * 20_000, "." * 100_000 + " | " * 30_000]
)
def test_no_text_takes_long(advert: str) -> None:
    started = time.process_time()
    extract(advert)
    assert time.process_time() - started < 4


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*BULLETS.splitlines(), *TABLE.splitlines(), *PROSE.split(". "), "🎉 <b>x</b>", "— * —", "E1 ("])
    ).map("\n".join)
)
def test_spans_lie_in_the_advert_and_do_not_overlap(advert: str) -> None:
    end = 0
    for need in sorted(extract(advert), key=lambda need: need.char_start or 0):
        assert need.char_start is not None
        assert need.char_end is not None
        assert end <= need.char_start < need.char_end <= len(advert)
        assert need.text
        end = need.char_end


def test_bullets_that_lost_their_lines_are_told_apart() -> None:
    advert = "Driver\nRequirements: • Clean driving licence • Two years of experience with deliveries • Able to work weekends"
    assert texts(advert) == ["Clean driving licence", "Two years of experience with deliveries", "Able to work weekends"]


def test_years_certificates_languages_and_availability_are_needs() -> None:
    advert = (
        "Baker\nNeeded\n- 3 yrs exp in a bakery\n- Food hygiene certificate\n- Fluent Flemish\n- Weekends\n\nPerks\n- Bread\n"
    )
    assert texts(advert) == ["3 yrs exp in a bakery", "Food hygiene certificate", "Fluent Flemish", "Weekends"]


def test_lines_of_the_page_and_of_every_advert_are_no_needs() -> None:
    advert = """Skip to main content
Sign in
Housing Officer
Save this job
What you need
- Experience supporting tenants
- A full driving licence
- Other duties as assigned
All qualified applicants will receive consideration for employment without regard to race or religion.
We use cookies to make our site work. Cookie settings
"""
    assert [need.text for need in extract(advert)] == ["Experience supporting tenants", "Full driving licence"]


def test_a_heading_may_bear_an_emoji() -> None:
    advert = """Data journalism intern

🔎 **Who we're looking for**
- Experience finding a story in a spreadsheet
- Python or R
🚀 What you'll get
- Friday lunches
- A mentor on the data desk
"""
    assert [need.text for need in extract(advert)] == ["Experience finding a story in a spreadsheet", "Python or R"]


def test_a_rated_row_is_no_heading() -> None:
    advert = "Finance officer\n\nCriteria\nUse of Oracle Fusion   E\nExperience supervising others   D\nAAT Level 3   E\n"
    kinds = {need.text: need.kind for need in extract(advert)}
    assert kinds["Experience supervising others"] == "nice"


def test_applications_to_funders_are_no_applications_for_the_job() -> None:
    advert = (
        "Fundraising manager\n\nAbout you\nYou will have written successful applications to trusts and foundations. You can send "
        "invoices.\n\nHow to apply\nPlease send your application by Friday.\n"
    )
    sources = [source(advert, need) for need in extract(advert)]
    assert any("applications to trusts" in one for one in sources)
    assert not any("by Friday" in one for one in sources)


def test_a_must_stays_one_where_only_its_setting_is_a_wish() -> None:
    advert = (
        "What we look for\n- Experience of supporting vulnerable adults, ideally in a housing setting\n- Full driving licence\n"
    )
    assert [need.kind for need in extract(advert)] == ["must", "must"]


def test_a_list_after_its_label_is_read_and_the_label_is_no_heading_of_what_follows() -> None:
    advert = (
        "Shopify developer\n\nMove our shop. You must have moved a shop before.\nSkills: Shopify, Liquid, WooCommerce\n"
        "About the client\n12 jobs posted\n"
    )
    assert texts(advert) == ["Moved a shop before", "Shopify, Liquid, WooCommerce"]


def test_a_sentence_about_the_job_is_no_heading() -> None:
    advert = "Manager\n\nHalf the job is people. You must have led a team of five. You need a full driving licence.\n"
    assert texts(advert) == ["Led a team of five", "Full driving licence"]


def test_a_short_sentence_before_another_is_read_too() -> None:
    advert = "Driver\nYou must have a driving licence. Excellent communication skills. Weekend work.\n"
    assert set(texts(advert)) >= {"Driving licence", "Communication skills"}


def test_a_bullet_that_is_a_letter_is_no_frame_of_its_line() -> None:
    needs = extract("Steward\n\nNice to have\no Able to use a two-way radio\no Spanish\no First aid\n")
    assert [(need.text, need.kind) for need in needs] == [
        ("Able to use a two-way radio", "nice"),
        ("Spanish", "nice"),
        ("First aid", "nice"),
    ]


def test_years_at_the_start_of_a_line_begin_a_need_of_their_own() -> None:
    advert = (
        "Analyst\n\nRequirements\nBachelor's degree in Computer Science or a related technical field\n"
        "5+ years of experience with Java\n"
    )
    assert len(extract(advert)) == 2


def test_what_only_adds_to_a_need_is_no_need_of_its_own() -> None:
    advert = (
        "Pastry chef\n\nWe need someone who has made croissants every day for at least two years, not just at college. "
        "A food safety certificate is a must.\n"
    )
    assert texts(advert) == [
        "Made croissants every day for at least two years, not just at college",
        "Food safety certificate",
    ]


def test_whom_they_do_not_want_is_no_need() -> None:
    advert = """Executive assistant

This is for you if…
- You write clear minutes
- You have three years' experience as an assistant

This is not for you if…
- You have to be reminded twice
- You dislike the telephone

We are in Perth, so some overlap with Perth hours is needed.
"""
    assert texts(advert) == ["Write clear minutes", "Three years' experience as an assistant", "Overlap with Perth hours"]


@pytest.mark.parametrize("heading", ["Who we're not looking for", "Please don't apply if:", "You won't enjoy this job if..."])
def test_headings_that_turn_people_away_are_known(heading: str) -> None:
    advert = (
        f"Cook\n\n{heading}\n- You need a quiet kitchen\n- You are a fussy eater\n\nRequirements\n- Food hygiene certificate\n"
    )
    assert texts(advert) == ["Food hygiene certificate"]


def test_the_head_of_a_list_is_no_need() -> None:
    advert = "Foreman\n\nThe post holder will ensure\n- Forklift licence held by every driver\n- Knowledge of SAP\n"
    assert not [text for text in texts(advert) if "ensure" in text]


def test_captions_of_badges_are_no_needs() -> None:
    assert extract("Clerk\nEmployer accreditation badges\nMembership logos\n") == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Degree in engineering (doctorate preferred)", "must"),
        ("First aid certificate (paediatric would be an advantage)", "must"),
        ("Experience in cold storage, pharmaceuticals preferred", "must"),
        ("Degree in engineering (preferred)", "nice"),
        ("Knowledge of German (a plus, but not essential)", "nice"),
        ("Knowledge of German, preferred", "nice"),
        ("Knowledge of German pref.", "nice"),
    ],
)
def test_a_wish_speaks_of_what_it_stands_with(line: str, kind: str) -> None:
    assert [need.kind for need in extract(f"Engineer\n\nRequirements\n- {line}\n")] == [kind]


@pytest.mark.parametrize("mark", ["- ", ""])
def test_two_needs_that_are_each_rated_are_two(mark: str) -> None:
    advert = f"Clerk\n\nNeeded\n{mark}Knowledge of Xero is a plus, knowledge of Excel is a must\n{mark}Full driving licence\n"
    assert texts(advert, "must") == ["Knowledge of Excel", "Full driving licence"]
    assert texts(advert, "nice") == ["Knowledge of Xero"]


def test_skills_that_stand_side_by_side_are_told_apart_where_more_than_a_space_parts_them() -> None:
    assert texts("Web designer\n\nSkills\nJavaScript  CSS  Search engine optimisation  Photoshop\n") == [
        "JavaScript",
        "CSS",
        "Search engine optimisation",
        "Photoshop",
    ]


def test_a_short_name_in_capitals_is_no_heading_of_what_follows() -> None:
    advert = "Web designer\n\nNice to have\nJavaScript\nCSS\nSearch engine optimisation\nPhotoshop\n"
    assert set(texts(advert, "nice")) == {"JavaScript", "CSS", "Search engine optimisation", "Photoshop"}


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Bar helper wanted, must be over 18.", "Bar helper wanted, must be over 18"),
        ("Years 7 to 9 only", "Years 7 to 9 only"),
        ("No live disciplinary warning", "No live disciplinary warning"),
        ("We want somebody who knows Xero inside out.", "Knows Xero inside out"),
    ],
)
def test_what_is_asked_in_few_words_is_a_need(line: str, text: str) -> None:
    assert text in texts(f"Notice\n\nWe are a small place by the harbour.\n{line}\nRing Jo after six.\n")


def test_a_duty_that_names_a_number_or_a_tool_is_a_need_and_a_plain_one_is_not() -> None:
    advert = "Bakery lead\n\nWhat you'll do\n- Open the bakery\n- Lead 11 bakers and 2 trainees\n- Stock counts in Excel\n"
    assert texts(advert) == ["Lead 11 bakers and 2 trainees", "Stock counts in Excel"]


def test_badges_of_the_employer_and_what_opens_a_list_of_duties_are_no_needs() -> None:
    advert = """Ward clerk
The job holder will ensure that notes are filed within 24 hours, book beds, and answer the phone.
Requirements
- Experience of Lorenzo
- Two years in a hospital
Disability Confident Employer | Mindful Employer"""
    texts = [need.text for need in extract(advert)]
    assert "Experience of Lorenzo" in texts
    assert not any("employer" in text.lower() or "holder" in text.lower() for text in texts)
