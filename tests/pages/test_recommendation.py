"""One recommendation, opened through app.py: read, followed up, confirmed, re-opened."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.people import Role
from dashboard.core.periods import PublicationDate
from dashboard.core.register.actions import Action, Evidence, Update
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.core.register.success_measures import RecordedReading
from tests.board_factories import decision
from tests.conftest import TODAY
from tests.inspection_factories import shipped
from tests.memory_store import recording, records_anew
from tests.pages.opening import open_page, unfolded, words
from tests.register_factories import (
    THIRD,
    action,
    actor,
    done_action,
    evidence,
    follow_up,
    measure,
    recommendation,
    store_all,
    store_people,
    store_roles,
    update,
)
from tests.stored import records_in, statements

EARLIER = shipped("hertfordshire-2018").recommendations[2].proposals[-1]
OFFICER, CHAIR = actor("ben"), actor("ann")


@pytest.fixture
def held(shipped_holdings, own_store):
    return recording(shipped_holdings, records_anew(own_store, TODAY))


@pytest.fixture
def opened(held, own_store):
    store_people(own_store)

    def open_it(who=OFFICER, **address):
        usual = {"recommendation": THIRD}
        return unfolded(open_page("recommendation", held, own_store, who, **usual | address))

    return open_it


def fields(page):
    return [*page.text_input, *page.text_area, *page.selectbox]


def typed(page, **values):
    """Fill the fields of a form, by the beginning of the key of each."""
    unfolded(page)
    for name, value in values.items():
        field = next(f for f in fields(page) if str(f.key).startswith(f"{name}_"))
        field.set_value(f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value)
    return page


def value_of(page, name):
    return next(f.value for f in fields(page) if str(f.key).startswith(f"{name}_"))


def press(page, label):
    if label not in [each.label for each in page.button]:
        unfolded(page)
    return next(each for each in page.button if each.label == label).click().run()


def refusal(page):
    assert len(page.error) == 1
    return page.error[0].value.replace("\\", "")


def done(page):
    assert not page.error, [each.value for each in page.error]
    return page.success[0].value


def reading(page, period, on, value):
    filled = typed(
        page,
        reading_period=period,
        reading_on=on,
        reading_value=value,
        reading_source="Audit of 20 cases",
    )
    return press(filled, "Record this reading")


def settle(page, **values):
    filled = typed(page, **{f"settle_{THIRD}_{name}": value for name, value in values.items()})
    return press(filled, "Save the response, owner and date")


def follow_up_of(store):
    return records_in(store).of(FollowUp)[THIRD]


def test_the_first_box_says_status_next_step_measure_and_what_confirming_needs(opened):
    shown = words(opened())

    assert "Develop its victim and restorative justice processes" in shown
    assert "An inspection of youth offending services in Hertfordshire. Recommendations" in shown
    assert "Not started" in shown
    assert "Stuck: nothing reported since it was published 8 years ago" in shown
    assert "Give it an owner and a date." in shown
    assert "Baseline about 67% (2018), no reading since, target at least 80% (proposed)" in shown
    for needed in (
        "No action is recorded",
        "No evidence is recorded",
        "has no reading since its baseline",
    ):
        assert needed in shown
    assert "A proposal that no board has agreed yet." in shown


def test_a_baseline_given_in_words_is_shown_as_our_reading_beside_them(opened):
    assert "Baseline: about 67% (the report says “two-thirds”; " in words(opened())


def test_another_proposal_is_agreed_with_one_press_and_the_others_are_gone(opened, own_store):
    page = opened()
    assert "Other proposed measures (5)" in [place.label for place in page.expander]
    told = "2. Court plans with enough attention to victims: from about 67% (the report says "
    assert f"{told}“just two-thirds”) to at least 80%." in words(page)

    page = press(page, "Agree number 5 instead")

    assert "The measure was agreed: Key question 3.3.3" in done(page)
    assert follow_up_of(own_store).measure == replace(EARLIER, proposed=False)
    assert "69% in September 2018, target at least 80%" in words(page)
    assert not [place for place in page.expander if "Other proposed" in place.label]


def test_the_words_of_a_baseline_stay_with_its_number_and_go_with_another(opened, own_store):
    form = f"measure_{THIRD}"
    page = press(typed(opened(), **{f"{form}_Target": "85"}), "Save this measure")
    done(page)
    assert follow_up_of(own_store).measure.baseline_as_printed == "two-thirds"

    changed = {f"{form}_Baseline": "60", f"{form}_why": "Our own audit says so"}
    done(press(typed(page, **changed), "Save this measure"))
    assert follow_up_of(own_store).measure.baseline_as_printed == ""


def test_no_raw_id_is_shown(opened, own_store):
    store_all(own_store, follow_up(), action(), update(), evidence())
    page = opened()

    labels = [str(f.value) for f in page.text_input] + [
        o for s in page.selectbox for o in s.options
    ]
    assert "hertfordshire-2018" not in words(page) + " ".join(labels)


def test_an_update_is_one_box_and_one_button_and_starts_the_work(opened, own_store):
    page = press(
        typed(opened(), update_text="Nine of 14 trained.\nTwo are ill."), "Post the update"
    )

    assert "Your update was posted" in done(page)
    assert [each.text for each in records_in(own_store).of(Update).values()] == [
        "Nine of 14 trained.\nTwo are ill."
    ]
    assert value_of(page, "update_text") == ""
    assert follow_up_of(own_store).status is Status.IN_PROGRESS
    assert "Ben Officer" in words(page)


def test_an_empty_update_is_refused_in_one_sentence(opened, own_store):
    assert "The update is missing" in refusal(press(opened(), "Post the update"))
    assert not records_in(own_store).of(Update)


def test_without_saying_who_one_is_nothing_is_stored_and_the_text_stays(opened, own_store):
    page = press(typed(opened(who=None), update_text="Nine of 14 trained."), "Post the update")

    assert "nobody has said who they are" in refusal(page)
    assert value_of(page, "update_text") == "Nine of 14 trained."
    assert not records_in(own_store).of(Update)


def test_what_people_type_is_shown_as_text_never_as_html_or_formula(opened, own_store):
    text = "<script>alert(1)</script> =SUM(A1) $x^2$ <b>bold</b>"
    shown = words(press(typed(opened(), update_text=text), "Post the update"))

    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =SUM(A1) $x^2$ &lt;b&gt;bold&lt;/b&gt;" in shown


def test_an_action_is_added_moved_with_a_reason_and_keeps_its_first_date(opened, own_store):
    page = typed(opened(), new_action_title="Train all", new_action_due=dt.date(2027, 1, 31))
    page = press(page, "Add this action")
    assert "The action was added" in done(page)
    [added] = records_in(own_store).of(Action).values()

    unfolded(page).selectbox(key="deed_False").set_value("edit").run()
    form = f"edit_action_{added.id}"
    page = press(typed(page, **{f"{form}_due": dt.date(2027, 3, 31)}), "Save the action")
    assert "write why it moves" in refusal(page)
    assert value_of(page, f"{form}_due") == "31/03/2027"

    page = press(typed(page, **{f"{form}_why": "The trainer is ill"}), "Save the action")
    done(page)
    [moved] = records_in(own_store).of(Action).values()
    assert (moved.due, moved.original_due) == (dt.date(2027, 3, 31), dt.date(2027, 1, 31))
    assert "moved to another date" in "".join(h.value for h in page.header)


def test_dates_in_the_wrong_order_are_refused(opened, own_store):
    page = typed(
        opened(),
        new_action_title="Train all",
        new_action_start=dt.date(2027, 2, 1),
        new_action_due=dt.date(2027, 1, 31),
    )

    assert "before it starts" in refusal(press(page, "Add this action"))
    assert not records_in(own_store).of(Action)


def test_an_action_that_is_dropped_needs_a_reason_and_says_it(opened, own_store):
    store_all(own_store, follow_up(), action())
    page = opened()
    page.selectbox(key="deed_False").set_value("drop").run()

    page = press(page, "Drop it")
    assert "The reason for dropping it is missing" in refusal(page)

    page = press(typed(page, action_why="No money"), "Drop it")
    assert "was dropped: No money" in words(page)


def test_evidence_needs_a_link_or_a_file_and_a_file_can_be_had_back(opened, own_store):
    page = press(typed(opened(), evidence_title="Audit"), "Add this evidence")
    assert "Evidence needs a link or a file" in refusal(page)
    assert value_of(page, "evidence_title") == "Audit"

    page.file_uploader[0].set_value(("audit.txt", b"14 of 20", "text/plain"))
    page = press(page, "Add this evidence")
    done(page)
    [added] = records_in(own_store).of(Evidence).values()
    assert added.file_bytes == 8
    assert "Download audit.txt (Audit)" in [button.label for button in page.get("download_button")]


def test_a_file_of_more_than_10_mb_is_refused_in_one_sentence(opened, own_store):
    page = typed(opened(), evidence_title="Recording")
    page.file_uploader[0].set_value(("recording.pdf", bytes(50 * 1024**2), "application/pdf"))

    sentence = refusal(press(page, "Add this evidence"))
    assert "recording.pdf is 50.0 MB" in sentence
    assert "the limit is 10.0 MB" in sentence
    assert not records_in(own_store).of(Evidence)


def test_what_each_evidence_is_on_is_told_where_one_is_on_an_action(opened, own_store):
    of_action = evidence(id="evidence-2", title="Log", action=action().id)
    store_all(own_store, follow_up(), action(), evidence(), of_action)

    shown = words(opened())
    assert 'data-label="On">the recommendation</td>' in shown
    assert f'data-label="On">{action().title}</td>' in shown


def test_evidence_is_checked_by_somebody_else(opened, own_store):
    store_all(own_store, follow_up(), evidence())

    page = opened(CHAIR)
    page.button(key="check_evidence-1").click().run()

    assert "Ann Chair" in words(page)
    assert records_in(own_store).of(Evidence)["evidence-1"].checked_by == "Ann Chair"


def test_a_reading_that_is_no_number_is_refused_and_what_was_typed_stays(opened, own_store):
    store_all(own_store, follow_up())

    page = reading(opened(), "July to September 2026", dt.date(2026, 9, 30), "many")

    assert '"many" is not a number' in refusal(page)
    assert value_of(page, "reading_period") == "July to September 2026"
    assert not records_in(own_store).of(RecordedReading)


def test_a_reading_is_withdrawn_with_a_reason_and_stays_to_be_seen(opened, own_store):
    store_all(own_store, follow_up())
    page = reading(opened(), "July to September 2026", dt.date(2026, 9, 30), "85")

    page = press(typed(page, reading_why="Counted twice"), "Withdraw it")

    assert "was withdrawn" in done(page)
    assert "Counted twice" in words(page)


def confirming(page):
    verbs = ("Confirm it", "Not met yet")
    return next(each for each in page.button if each.label.startswith(verbs))


def test_confirming_waits_for_its_conditions_and_the_button_says_for_which(opened, own_store):
    store_all(own_store, follow_up(measure=EARLIER), action(), evidence())
    page = opened(CHAIR)

    assert confirming(page).disabled
    assert confirming(page).label == "Not met yet: every action is done and the measure is met"
    assert "is at 69% (inspection of 20 September 2018), target at least 80%" in (words(page))


def test_it_is_confirmed_by_another_person_on_evidence_and_re_opens_when_the_effect_is_lost(
    opened, own_store
):
    store_all(own_store, follow_up(status=Status.NOT_STARTED), action(), evidence())
    page = reading(opened(), "January to March 2026", dt.date(2026, 3, 31), "82%")
    page = reading(page, "April to June 2026", dt.date(2026, 6, 30), "85")
    page = press(page, "Report it done")
    page = press(page, "It is done: ask for the check")
    assert "waits for somebody else" in done(page)

    owner = actor("olu", Role.CHAIR)
    store_roles(own_store, "olu", Role.CHAIR)
    assert confirming(opened(owner)).label == "Not met yet: somebody else confirms"

    page = press(opened(CHAIR), "Confirm it")
    assert "It is confirmed" in done(page)
    assert follow_up_of(own_store).status is Status.CONFIRMED
    assert "Nothing is left to do while the measure holds." in words(page)

    page = reading(opened(), "July to September 2026", dt.date(2026, 9, 30), "74")
    assert follow_up_of(own_store).status is Status.REOPENED
    shown = words(page)
    assert "Re-opened" in shown
    assert "Confirmed on" in shown
    assert "fell to 74%" in shown


def test_closing_as_not_done_needs_the_accepted_risk(opened, own_store):
    page = press(typed(opened(CHAIR), close_reason="No money"), "Close it as not done")
    assert "The accepted risk is missing" in refusal(page)
    assert value_of(page, "close_reason") == "No money"

    page = press(typed(page, close_risk="Victims are not asked"), "Close it as not done")
    assert "closed as not done" in done(page)
    assert "Accepted risk: Victims are not asked." in words(page)

    page = press(typed(page, reopen_why="Money came"), "Open it again")
    assert follow_up_of(own_store).status is Status.REOPENED
    assert "Re-opened on" in words(page)


def test_an_officer_may_not_confirm_what_could_be(opened, own_store):
    store_all(own_store, follow_up(measure=measure(periods_needed=1)), done_action(), evidence())
    page = reading(opened(), "April to June 2026", dt.date(2026, 6, 30), "85")

    assert "may not confirm or close a recommendation" in refusal(press(page, "Confirm it"))


def test_the_proposed_measure_is_agreed_with_one_press(opened, own_store):
    page = opened()
    page.button(key="agree_measure").click().run()

    assert "The measure was agreed" in done(page)
    agreed = follow_up_of(own_store).measure
    assert agreed is not None
    assert not agreed.proposed
    assert "(proposed)" not in words(page)


def test_an_agreed_measure_changes_only_with_a_reason(opened, own_store):
    store_all(own_store, follow_up(measure=measure()))
    form = f"measure_{THIRD}"

    page = press(typed(opened(), **{f"{form}_Target": "85"}), "Save this measure")
    assert "This measure was agreed" in refusal(page)

    page = press(typed(page, **{f"{form}_why": "More is possible"}), "Save this measure")
    assert "The success measure was saved" in done(page)
    assert follow_up_of(own_store).measure == replace(measure(), target=85)


def test_two_people_edit_the_same_and_the_second_sees_both_versions_and_loses_nothing(
    opened, own_store
):
    store_all(own_store, follow_up(due=None, original_due=None))
    mine, theirs = opened(), opened()
    done(settle(theirs, response=Response.PARTLY.value, reason="Costs"))

    mine = settle(mine, due=dt.date(2027, 6, 30))

    assert "was changed by Ben Officer" in refusal(mine)
    assert value_of(mine, f"settle_{THIRD}_due") == "30/06/2027"
    shown = words(mine)
    for part in ("Stored now", "Partly accepted", "What you typed", "30 June 2027", "differs"):
        assert part in shown
    assert follow_up_of(own_store).response is Response.PARTLY

    mine = press(mine, "Save mine over it")
    assert "were saved" in done(mine)
    assert follow_up_of(own_store).due == dt.date(2027, 6, 30)
    assert follow_up_of(own_store).response is Response.ACCEPTED
    assert "Stored now" not in words(mine)


def test_what_somebody_else_changed_outside_the_form_is_no_conflict(opened, own_store):
    store_all(own_store, follow_up(status=Status.NOT_STARTED))
    mine, theirs = opened(), opened()
    done(press(typed(theirs, update_text="It began."), "Post the update"))

    mine = settle(mine, response=Response.PARTLY.value, reason="Costs")

    assert "were saved" in done(mine)
    assert follow_up_of(own_store).response is Response.PARTLY
    assert follow_up_of(own_store).status is Status.IN_PROGRESS


def test_a_second_submit_of_the_same_form_makes_no_duplicate(opened, own_store):
    page = typed(opened(), update_text="Nine of 14 trained.")
    page = press(page, "Post the update")
    # The browser sends the same form again before it has heard of the change.
    (stored,) = records_in(own_store).of(Update)
    page.session_state["new_ids"] = {"update": stored}
    page.session_state["forms_cleared"] = 0
    page = press(typed(page.run(), update_text="Nine of 14 trained."), "Post the update")

    assert not page.error
    assert len(records_in(own_store).of(Update)) == 1


def test_a_session_keeps_no_more_after_each_change(opened):
    page = opened()
    kept = []
    for number in range(3):
        page = press(typed(page, update_text=f"{number} of 14 trained."), "Post the update")
        kept.append(len(page.session_state))

    assert kept[1] == kept[2]


def test_on_a_past_day_it_stands_as_it_stood_and_nothing_can_be_changed(opened, own_store):
    store_all(own_store, follow_up(), done_action(), update())
    page = opened(as_of="2018-12-31")

    shown = words(page)
    assert "Not started" in shown
    assert "Victims are now asked." not in shown
    assert 'choose "Today"' in shown.replace("&quot;", '"')
    assert [b.label for b in page.button if "Post" in b.label or "Confirm" in b.label] == []


def test_a_link_to_a_recommendation_of_another_service_says_whose_it_is(opened):
    page = opened(recommendation="essex-2018-1")

    assert "That recommendation was made to Essex" in refusal(page)


def test_before_any_was_published_there_is_none(opened):
    assert "We have no recommendation to Hertfordshire on 31 December 2016." in words(
        opened(as_of="2016-12-31")
    )


@pytest.fixture
def opened_for_others(opened):
    """Essex's recommendation to the Youth Justice Board, or the own action made of it."""
    address = {"service": "essex", "recommendation": "essex-2018-1"}
    return lambda who=CHAIR, **changed: opened(who, **address | changed)


def adopted(page):
    form = {"wording": "Meet Kent each quarter.", "owner": "olu", "due": dt.date(2099, 1, 1)}
    filled = typed(page, **{f"adopt_own_{name}": value for name, value in form.items()})
    return press(filled, "Adopt as our own action")


def links(page):
    return [each.proto.label for each in page.get("page_link")]


def test_one_for_others_says_that_nothing_is_to_be_done_and_asks_for_no_owner(opened_for_others):
    page = opened_for_others()
    shown = words(page)

    assert "For others: watch" in shown
    assert "<strong>Addressed to:</strong> Youth Justice Board" in shown
    assert "Nothing here is yours to do: watch it, or adopt it as your own action." in shown
    for asked in (
        "Nobody yet",
        "No response yet",
        "Stuck",
        "cannot be confirmed",
        "No success measure",
    ):
        assert asked not in shown
    offered = [each.label for each in page.expander]
    assert offered == ["Adopt as our own action", "Who changed what, when and why"]


def test_a_board_adopts_one_for_others_and_takes_that_back(opened_for_others, own_store):
    page = adopted(opened_for_others())

    assert "It is now an action of our own" in done(page)
    assert any("Open the board's own action" in label for label in links(page))
    assert "For others: watch" in words(page)
    [made] = records_in(own_store).of(Recommendation).values()

    page = press(typed(page, take_back_own_why="A slip."), "Take it back")
    assert "The adoption was taken back." in done(page)
    assert records_in(own_store).of(Recommendation)[made.id].withdrawn_because == "A slip."
    assert "Adopt as our own action" in [each.label for each in page.expander]


def test_an_own_action_is_followed_up_and_leads_back_to_what_it_was_adopted_from(
    opened_for_others, own_store
):
    of = recommendation(
        id="own-1",
        service="essex",
        kind=SourceKind.OWN,
        adopts="essex-2018-1",
        published=PublicationDate(TODAY.isoformat()),
    )
    store_all(own_store, of, follow_up(id="own-1", service="essex", due=TODAY))
    page = opened_for_others(recommendation="own-1")

    assert "Olu Owner at Police; due 21 November 2026" in words(page)
    assert "<dt>Adopted</dt><dd>21 November 2026, today</dd>" in words(page)
    assert any("adopted from" in label for label in links(page))
    assert "Set the response, the owner or the due date" in [e.label for e in page.expander]


def own_action(**changed):
    usual = {"id": "own-1", "service": "essex", "kind": SourceKind.OWN, "adopts": "essex-2018-1"}
    published = PublicationDate(TODAY.isoformat())
    return recommendation(**usual | {"published": published} | changed)


def test_what_was_adopted_can_be_taken_back_on_its_own_page(opened_for_others, own_store):
    store_all(own_store, own_action())
    page = opened_for_others(recommendation="own-1")
    assert "No step towards it is recorded under Actions" in words(page)

    page = press(typed(page, take_back_own_why="Wrong body."), "Take it back")

    assert "The adoption was taken back." in done(page)
    [held] = records_in(own_store).of(Recommendation).values()
    assert held.withdrawn_because == "Wrong body."


def test_a_saved_link_to_an_action_taken_back_says_when_and_why(opened_for_others, own_store):
    about = {"service": "essex", "subject": "essex-2018-1"}
    back = decision(**about, id="own-1.back", at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))
    store_all(own_store, own_action(withdrawn_because="Wrong body."), back)

    assert refusal(opened_for_others(recommendation="own-1")) == (
        "This action was taken back on 20 November 2026: Wrong body."
    )


def test_a_recommendation_of_somebody_else_has_no_adoption_to_take_back(opened):
    assert "Take the adoption back" not in [each.label for each in opened(CHAIR).expander]


def test_a_link_to_nothing_tells_no_ids(opened):
    page = opened(recommendation="79f2b5b0-0000-4000-8000-000000000000")

    assert refusal(page) == (
        "The link leads to no recommendation that we have: choose one from the list."
    )


def test_a_source_is_called_one(opened_for_others):
    shown = words(opened_for_others())

    assert "Source: article “Inspectors praise" in shown


def test_an_adoption_without_an_owner_is_refused_and_what_was_typed_stays(opened_for_others):
    page = typed(opened_for_others(), adopt_own_wording="Meet Kent.")
    page = press(page, "Adopt as our own action")

    assert refusal(page).startswith(
        "Still missing: an owner (a person or a partner) and a due date."
    )
    assert value_of(page, "adopt_own_wording") == "Meet Kent."


def test_one_for_others_is_noted_as_seen_by_a_click(opened_for_others, own_store):
    page = press(opened_for_others(), "Note it as seen")

    assert "It is noted as seen" in done(page)
    [noted] = records_in(own_store).of(Update).values()
    assert (noted.text, noted.by) == ("Seen. Nothing in it is ours to do.", "Ann Chair")


def test_what_was_typed_is_posted_with_it_and_it_is_noted_once(opened_for_others, own_store):
    page = press(
        typed(opened_for_others(), update_text="The board wrote to Kent."), "Note it as seen"
    )

    [noted] = records_in(own_store).of(Update).values()
    assert noted.text == "Seen. Nothing in it is ours to do. The board wrote to Kent."
    assert "Note it as seen" not in [each.label for each in page.button]


def test_whoever_was_second_to_adopt_reads_that_and_what_was_typed(opened_for_others, own_store):
    second = typed(opened_for_others(), adopt_own_wording="Meet Kent and Suffolk.")
    store_all(own_store, own_action())

    page = press(second, "Adopt as our own action")

    assert "It was adopted meanwhile. You had typed: Meet Kent and Suffolk." in words(page)
    assert len(records_in(own_store).of(Recommendation)) == 1


def test_an_owner_and_actions_recorded_before_stay_in_sight(opened_for_others, own_store):
    begun = action(service="essex", recommendation="essex-2018-1")
    store_all(own_store, follow_up(id="essex-2018-1", service="essex"), begun)
    page = opened_for_others()
    shown = words(page)

    assert "<strong>Owner:</strong> Olu Owner at Police; due 31 December 2019." in shown
    assert "Step 1" in shown
    assert "Late by" not in shown.split("Step 1")[0]
    assert value_of(page, "adopt_own_owner") == "olu"
    assert value_of(page, "adopt_own_due") == ""


def test_every_change_is_read_once_somebody_asks_for_it(held, own_store):
    store_people(own_store)
    page = open_page("recommendation", held, own_store, OFFICER, recommendation=THIRD)

    with statements(own_store) as folded:
        page.run()
    with statements(own_store) as open_to_read:
        unfolded(page)

    assert not any("history.who" in each for each in folded)
    assert any("history.who" in each for each in open_to_read)


def test_of_many_changes_it_says_that_the_history_has_the_others(opened, own_store):
    few = words(opened())
    store_all(own_store, *(update(number) for number in range(1, 51)))

    assert "These are the newest 50." not in few
    assert "These are the newest 50." in words(opened())
