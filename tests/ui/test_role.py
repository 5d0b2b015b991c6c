"""The Role page: from an advert to a checklist, and the checklist in the person's own words."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rehearse.library.store import Library
from rehearse.sample import sample_advert, sample_question
from rehearse.schema import Role

from .conftest import OpenPage, shown


def texts_of(library: Library, role: Role) -> list[str]:
    return [need.text for need in library.role(role.id).needs]


def button(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def test_first_visit_says_what_this_is_and_asks_for_a_role(open_page: OpenPage) -> None:
    app = open_page("role")
    assert "Nothing leaves this computer" in shown(app)
    assert app.text_input(key="title-new").value == ""


def test_a_pasted_advert_becomes_a_checklist(open_page: OpenPage, library: Library) -> None:
    app = open_page("role")
    app.text_input(key="title-new").input("Coordinator")
    app.text_area(key="advert-text-new").input(sample_advert())
    button(app, "Find the needs")
    (role,) = library.roles()
    assert {need.kind for need in role.needs} == {"must", "nice"}
    assert [app.text_input(key=f"need-{role.id}-{need.id}").value for need in role.needs] == [need.text for need in role.needs]


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
