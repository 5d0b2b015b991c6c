"""Changes to a role's needs."""

from dataclasses import replace

from rehearse.interview.concerns import with_concern_from
from rehearse.schema import Need, Role
from rehearse.ui.role_editing import found_in_advert, marked_advert, moved, with_need, without_need

ADVERT = "Requirements\n- Experience with SQL\n- Experience training new colleagues\n"


def role(*texts: str) -> Role:
    return Role(title="Analyst", needs=tuple(Need(id=f"n{i}", text=text) for i, text in enumerate(texts, start=1)))


def texts(role: Role) -> list[str]:
    return [need.text for need in role.needs]


def test_needs_found_again_keep_their_ids_and_those_added_by_hand_stay() -> None:
    before = with_need(found_in_advert(Role(title="Analyst"), ADVERT), "Calm under pressure")
    after = found_in_advert(before, "Requirements\n- Fluent French\n" + ADVERT.partition("\n")[2])
    ids = {need.text: need.id for need in after.needs}
    assert texts(after)[-1] == "Calm under pressure"
    assert all(ids[need.text] == need.id for need in before.needs)
    assert len(set(ids.values())) == len(after.needs) == len(before.needs) + 1


def test_a_need_moves_and_stops_at_the_ends() -> None:
    assert texts(moved(role("a", "b", "c"), "n3", -1)) == ["a", "c", "b"]
    assert texts(moved(role("a", "b"), "n1", -1)) == ["a", "b"]
    assert texts(moved(role("a", "b"), "n2", 1)) == ["a", "b"]


def test_a_removed_need_is_gone() -> None:
    assert texts(without_need(role("a", "b"), "n1")) == ["b"]


def test_the_advert_is_marked_where_a_need_stands_and_shown_as_text() -> None:
    advert = "We <b>need</b> SQL & calm."
    one = Need(id="n1", text="SQL", char_start=advert.index("SQL"), char_end=advert.index("SQL") + 3)
    html = marked_advert(Role(title="Analyst", advert=advert, needs=(one,)))
    assert "&lt;b&gt;need&lt;/b&gt;" in html
    assert '<mark class="ui-must" title="1: SQL">SQL<sup>1</sup></mark> &amp; calm.' in html


def test_marks_carry_the_numbers_of_the_checklist_and_tell_nice_from_must() -> None:
    advert = "SQL needed. Polish is a plus."
    polish = Need(id="n1", text='"Polish" <b>', kind="nice", char_start=12, char_end=18)
    sql = Need(id="n2", text="SQL", char_start=0, char_end=3)
    html = marked_advert(Role(title="Analyst", advert=advert, needs=(polish, Need(id="n3", text="Calm"), sql)))
    assert 'class="ui-must" title="3: SQL">SQL<sup>3</sup>' in html
    assert 'class="ui-nice" title="1: &quot;Polish&quot; &lt;b&gt;">Polish<sup>1</sup>' in html


def test_finding_the_needs_again_keeps_what_was_reworded_and_brings_nothing_removed_back() -> None:
    sql, training = found_in_advert(Role(title="Analyst"), ADVERT).needs
    edited = replace(sql, text="SQL, five years of it", kind="nice")
    once = found_in_advert(Role(title="Analyst", advert=ADVERT, needs=(edited,)), ADVERT)
    assert once.needs == (edited,)
    moved_down = found_in_advert(once, "Requirements\n- Fluent French\n" + ADVERT.partition("\n")[2])
    assert [need.id for need in moved_down.needs if need.text == edited.text] == [sql.id]
    assert training.text not in texts(moved_down)
    place = next(need for need in moved_down.needs if need.id == sql.id)
    assert "SQL" in moved_down.advert[place.char_start : place.char_end]


def test_a_reworded_need_outlives_the_advert_it_came_from_and_one_left_as_it_was_does_not() -> None:
    sql, training = found_in_advert(Role(title="Analyst"), ADVERT).needs
    before = Role(title="Analyst", advert=ADVERT, needs=(replace(sql, text="SQL, five years of it"), training))
    after = found_in_advert(before, "Requirements\n- Fluent French\n")
    assert texts(after)[-1] == "SQL, five years of it"
    assert training.text not in texts(after)
    assert "1: " not in marked_advert(replace(after, needs=after.needs[-1:]))


def test_an_empty_list_is_filled_afresh() -> None:
    found = found_in_advert(Role(title="Analyst"), ADVERT)
    assert found_in_advert(replace(found, needs=()), ADVERT).needs == found.needs


def test_a_new_need_gets_no_id_that_a_concern_still_speaks_of() -> None:
    raised = with_concern_from(role("SQL"), Need(id="n1", text="SQL"))
    (need,) = with_need(without_need(raised, "n1"), "French").needs
    assert need.id == "n2"
