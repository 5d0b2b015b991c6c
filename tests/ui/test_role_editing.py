"""Changes to a role's needs."""

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
