"""The Role page: from an advert to a checklist, and the checklist in the person's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from rehearse import settings
from rehearse.interview.concerns import with_concern
from rehearse.library.store import Library
from rehearse.sample import sample_advert, sample_question
from rehearse.schema import Role
from rehearse.settings import Settings
from rehearse.ui import waiting
from rehearse.ui.checklist import ONE_LINE
from rehearse.ui.waiting import Asked

from .conftest import OpenPage, shown


def texts_of(library: Library, role: Role) -> list[str]:
    return [need.text for need in library.role(role.id).needs]


def button(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def test_first_visit_says_what_this_is_and_asks_for_a_role(open_page: OpenPage) -> None:
    app = open_page("role")
    assert "Nothing leaves this computer" in shown(app)
    assert app.text_input(key="title-new").value == ""


def test_first_visit_does_not_promise_what_the_settings_say_otherwise(open_page: OpenPage) -> None:
    settings.save(replace(Settings(), scheduler_address="tcp://cluster:8786"))
    assert "Nothing leaves this computer" not in shown(open_page("role"))


def test_a_pasted_advert_becomes_a_checklist(open_page: OpenPage, library: Library) -> None:
    app = open_page("role")
    app.text_input(key="title-new").input("Coordinator")
    app.text_area(key="advert-text-new").input(sample_advert())
    button(app, "Find the needs")
    (role,) = library.roles()
    assert {need.kind for need in role.needs} == {"must", "nice"}
    fields = {field.key: field.value for field in (*app.text_input, *app.text_area)}
    for need in role.needs:
        kind = "need" if len(need.text) <= ONE_LINE else "need-long"
        assert fields[f"{kind}-{role.id}-{need.id}"] == need.text


@pytest.mark.parametrize(
    ("advert", "said"),
    [
        ("Curriculum Vitae\n\nExperience\nNurse, 2014 - 2019\n- Led a ward of 24 beds\n\nEducation\n", "reads like a CV"),
        ("Wir suchen eine Pflegekraft für unser Haus in Kassel und bieten dir ein gutes Gehalt.", "to be in German"),
        ("We sell flowers in Leeds.", "No needs were found"),
    ],
)
def test_a_text_without_needs_is_told_apart_and_leaves_an_empty_list(
    advert: str, said: str, open_page: OpenPage, library: Library
) -> None:
    app = open_page("role")
    app.text_input(key="title-new").input("Coordinator")
    app.text_area(key="advert-text-new").input(advert)
    button(app, "Find the needs")
    (role,) = library.roles()
    assert role.needs == ()
    assert said in app.info[0].value
    app.text_input(key=f"new-{role.id}").input("Calm")
    button(app, "Add")
    assert texts_of(library, role) == ["Calm"]


def test_a_role_without_a_title_is_asked_for_one_and_keeps_the_advert(open_page: OpenPage, library: Library) -> None:
    app = open_page("role")
    app.text_area(key="advert-text-new").input(sample_advert())
    button(app, "Find the needs")
    assert "needs a title" in app.error[0].value.replace("\\", "").replace("\u2060", "")
    assert app.text_area(key="advert-text-new").value == sample_advert()
    assert library.roles() == ()


def test_needs_are_edited_added_moved_and_removed_in_place(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("role")
    app.text_input(key=f"need-{ward_manager.id}-n1").input("Leads twelve nurses").run()
    app.text_input(key=f"new-{ward_manager.id}").input("Rota and budget")
    button(app, "Add")
    assert texts_of(library, ward_manager) == ["Leads twelve nurses", "Calm under pressure", "Rota and budget"]
    app.button(key=f"up-{ward_manager.id}-n2").click().run()
    assert texts_of(library, ward_manager) == ["Calm under pressure", "Leads twelve nurses", "Rota and budget"]
    app.button(key=f"remove-{ward_manager.id}-n1").click().run()
    assert texts_of(library, ward_manager) == ["Calm under pressure", "Rota and budget"]


def test_a_long_need_shows_all_its_words_while_it_is_edited(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    long = "Leads a team of twelve nurses and healthcare assistants on nights and at weekends"
    app = open_page("role")
    app.text_input(key=f"need-{ward_manager.id}-n1").input(long).run()
    assert app.text_area(key=f"need-long-{ward_manager.id}-n1").value == long
    app.text_area(key=f"need-long-{ward_manager.id}-n1").input("Leads\ntwelve nurses").run()
    assert texts_of(library, ward_manager)[0] == "Leads twelve nurses"


def test_the_sample_leads_to_practise(open_page: OpenPage, library: Library) -> None:
    app = open_page("role")
    button(app, "Try it with a sample")
    assert library.roles()[0].advert == sample_advert()
    assert sample_question().text in shown(app)
    assert "Try it with a sample answer" in [one.label for one in app.button]


def test_details_are_saved_as_they_are_typed(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("role")
    app.text_input(key=f"employer-{ward_manager.id}").input("City Hospital").run()
    assert library.role(ward_manager.id).employer == "City Hospital"
    assert "City Hospital" in shown(app)


def test_the_sidebar_changes_the_role_being_rehearsed(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    other = library.save_role(Role(title="Analyst"))
    app = open_page("role", role=ward_manager.id)
    assert app.text_input(key=f"title-{ward_manager.id}").value == "Ward manager"
    app.sidebar.selectbox[0].set_value(other.id).run()
    assert app.text_input(key=f"title-{other.id}").value == "Analyst"
    assert app.query_params["role"] == str(other.id)


def test_roles_called_the_same_are_told_apart(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    twins = [library.save_role(replace(ward_manager, id=None, advert=advert)) for advert in ("Nights.", "Days.")]
    app = open_page("role", role=ward_manager.id)
    assert len(set(app.sidebar.selectbox[0].options)) == 3
    for twin in twins:
        app.sidebar.selectbox[0].set_value(twin.id).run()
        assert app.query_params["role"] == str(twin.id)
        assert app.text_area(key=f"advert-text-{twin.id}").value == twin.advert


def test_a_concern_is_added_answered_in_a_line_practised_and_removed(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    app = open_page("role", role=ward_manager.id)
    app.text_input(key=f"new-concern-text-{ward_manager.id}").input("No people management yet")
    next(one for one in app.button if one.label == "Add" and "new-concern" in one.proto.form_id).click().run()
    (concern,) = library.role(ward_manager.id).concerns
    assert concern.met_by == "Leads, trains or guides other people"
    app.text_input(key=f"concern-reply-{ward_manager.id}-c1").input("Six people followed me.").run()
    assert library.role(ward_manager.id).concerns[0].reply == "Six people followed me."
    app.text_input(key=f"concern-text-{ward_manager.id}-c1").input("No degree").run()
    assert library.role(ward_manager.id).concerns[0].met_by == "Learned by doing, without formal training"
    app.button(key=f"concern-practise-{ward_manager.id}-c1").click().run()
    assert "You have no degree in this. Why should that not worry us?" in shown(app)
    assert "Your own line: Six people followed me." in shown(app)
    app = open_page("role", role=ward_manager.id)
    app.button(key=f"concern-remove-{ward_manager.id}-c1").click().run()
    assert library.role(ward_manager.id).concerns == ()


def test_a_concern_in_words_that_do_not_say_what_puts_it_to_rest_asks_for_that(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    library.save_role(with_concern(ward_manager, "Too quiet in groups"))
    app = open_page("role", role=ward_manager.id)
    field = next(one for one in app.text_input if one.label == "An answer puts it to rest that shows this")
    field.input("Speaks up in meetings").run()
    assert library.role(ward_manager.id).concerns[0].met_by == "Speaks up in meetings"


def test_needs_that_no_answer_has_shown_are_offered_as_concerns(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    app = open_page("role", role=ward_manager.id)
    app.button(key=f"raise-{ward_manager.id}-n1").click().run()
    (concern,) = library.role(ward_manager.id).concerns
    assert (concern.need_id, concern.met_by) == ("n1", "Leads a team on a busy ward")
    assert f"raise-{ward_manager.id}-n1" not in [one.key for one in app.button]


@pytest.mark.parametrize(
    ("field", "typed", "way_out"),
    [
        ("need-{}-n1", "Leads twelve nurses", "the sidebar"),
        ("employer-{}", "City Hospital", "Practise"),
        ("concern-text-{}-c1", "Left school early", "the sidebar"),
        ("concern-reply-{}-c1", "I taught myself.", "Practise this concern"),
        ("concern-met_by-{}-c1", "Learns alone", "Practise"),
    ],
)
def test_what_is_typed_is_saved_where_the_click_that_ends_the_typing_leaves_the_page(
    field: str, typed: str, way_out: str, open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    role = library.save_role(with_concern(ward_manager, "No degree"))
    app = open_page("role", role=role.id)
    app.text_input(key=field.format(role.id)).input(typed)
    if way_out == "the sidebar":
        app.switch_page("../../pages/practise.py").run()
    elif way_out == "Practise":
        button(app, "Practise")
    else:
        app.button(key=f"concern-practise-{role.id}-c1").click().run()
    assert [one.label for one in app.get("button_group")] == ["How to answer"]
    saved = library.role(role.id)
    (concern,) = saved.concerns
    assert typed in (saved.employer, saved.needs[0].text, concern.text, concern.reply, concern.met_by)


def test_what_can_not_be_saved_stays_in_its_field_and_says_why(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("role", role=ward_manager.id)
    app.text_input(key=f"title-{ward_manager.id}").input("").run()
    assert "A role needs a title" in shown(app.run())
    app.text_input(key=f"title-{ward_manager.id}").input("Matron").run()
    assert "A role needs a title" not in shown(app)
    assert library.role(ward_manager.id).title == "Matron"


def test_a_tab_left_open_shows_what_another_saved_and_undoes_none_of_it(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    role = library.save_role(with_concern(ward_manager, "No degree"))
    app = open_page("role", role=role.id)
    first, second = role.needs
    needs = (replace(first, text="Leads twelve nurses", kind="nice"), second)
    (concern,) = role.concerns
    concerns = (replace(concern, text="Left school early", reply="I taught myself.", met_by="Learns alone"),)
    saved = replace(role, employer="City Hospital", interview_on=date(2026, 12, 1), kind="internship")
    saved = library.save_role(replace(saved, needs=needs, concerns=concerns))
    app.run()
    app.text_input(key=f"title-{role.id}").input("Matron").run()
    assert library.role(role.id) == replace(saved, title="Matron")
    assert app.text_input(key=f"need-{role.id}-n1").value == "Leads twelve nurses"
    assert app.text_input(key=f"concern-reply-{role.id}-c1").value == "I taught myself."
    assert app.date_input(key=f"day-{role.id}").value == date(2026, 12, 1)
    assert app.selectbox(key=f"kind-{role.id}").value == "internship"


def test_what_was_typed_here_wins_over_what_another_tab_saved_meanwhile(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    app = open_page("role", role=ward_manager.id)
    library.save_role(replace(ward_manager, employer="City Hospital"))
    app.text_input(key=f"employer-{ward_manager.id}").input("  St Anne's, north ward").run()
    assert library.role(ward_manager.id).employer == "  St Anne's, north ward"


def test_an_uploaded_advert_shows_in_the_field_and_can_be_edited_there(open_page: OpenPage, library: Library) -> None:
    role = library.save_role(Role(title="Analyst", advert="Requirements\n- Fluent French\n"))
    app = open_page("role", role=role.id)
    uploaded = "Requirements\n- Experience with SQL\n"
    next(one for one in app.get("file_uploader") if one.label == "Or upload it").set_value(
        ("b.txt", uploaded.encode(), "text/plain")
    )
    button(app, "Find the needs")
    field = app.text_area(key=f"advert-text-{role.id}")
    assert field.value == library.role(role.id).advert
    field.input("Requirements\n- Experience training new colleagues\n")
    button(app, "Find the needs")
    assert "training" in library.role(role.id).advert


def test_leaving_the_page_and_coming_back_shows_what_is_stored(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("role", role=ward_manager.id)
    app.text_input(key=f"employer-{ward_manager.id}").input("City Hospital").run()
    app.switch_page("../../pages/settings.py").run()
    saved = library.save_role(replace(library.role(ward_manager.id), title="Matron"))
    app.switch_page("../../pages/role.py").run()
    assert app.text_input(key=f"employer-{ward_manager.id}").value == "City Hospital"
    assert app.text_input(key=f"title-{ward_manager.id}").value == "Matron"
    assert library.role(ward_manager.id) == saved


def test_deleting_a_role_deletes_its_recordings_that_wait_and_those_of_no_other(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    other = library.save_role(Role(title="Analyst"))
    for role in (ward_manager, other, ward_manager):
        waiting.keep(b"RIFF", Asked(role_id=role.id, question=sample_question()))
    app = open_page("role", role=ward_manager.id)
    button(app, "Delete this role")
    assert "what was not judged yet: 2 recordings" in shown(app)
    next(one for one in app.button if one.label == "Delete for good").click()
    button(app, "Delete this role")  # a test draws no dialog alone, as a browser does: the button draws it with the page
    assert library.roles() == (other,)
    assert [one.asked.role_id for one in waiting.found()] == [other.id]
