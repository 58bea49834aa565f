"""Loaded editions: `history verify` notices a hand in them, and in what was held back."""

import json

import pytest
from sqlalchemy import delete, update

from dashboard.core.editions import Provenance
from dashboard.core.plausibility.quarantine import QuarantinedFigure
from dashboard.errors import BrokenHistoryError
from dashboard.store import editions, history
from dashboard.store.tables import edition, local_observation, observation
from dashboard.store.verification import verify
from dashboard.store.withdrawals import WithdrawalEffect, withdrawal_effect
from dashboard.store.writing import Writing
from tests.figures_factories import provenance
from tests.import_factories import ENTRANTS, FTE, own, published
from tests.people_factories import signature
from tests.stored import editions_in

KEY, HERTS = "loaded/figures-table/0123456789abcdef", "E10000015"
ROWS = published((FTE, HERTS, "2016", 316.0), (FTE, HERTS, "2017", 288.0))


def add(store, key=KEY, rows=ROWS, about: Provenance | None = None):
    with store.database.writing() as connection:
        about = about or provenance()
        return editions.add_loaded_edition(connection, signature(), key, "", about, rows)


def by_hand(store, statement):
    with store.database.writing() as connection:
        connection.execute(statement)


def verified(store):
    with store.database.reading() as connection:
        return verify(connection)


def held(store, number):
    return editions_in(store)[number]


def test_a_loaded_edition_is_as_the_history_says(empty_store):
    number = add(empty_store)
    with empty_store.database.writing() as connection:
        editions.withdraw_edition(connection, signature(), held(empty_store, number), "Wrong.")

    assert verified(empty_store)[0] == 2


@pytest.mark.parametrize(
    "statement",
    [
        update(edition).values(status="superseded"),
        update(edition).values(sha256="f" * 64),
        update(edition).values(publisher="Somebody else"),
        update(edition).values(seal="f" * 64),
        update(edition).values(salt="f" * 32),
        delete(observation).where(observation.c.period == "2016"),
    ],
)
def test_a_hand_in_a_loaded_edition_is_noticed(empty_store, statement):
    add(empty_store)
    by_hand(empty_store, statement)

    with pytest.raises(BrokenHistoryError, match='The edition "A table" is not what the history'):
        verified(empty_store)


@pytest.mark.parametrize(
    "column", [{"value": 289.0}, {"count": 4}, {"state": "missing"}, {"note": "x"}]
)
def test_a_figure_that_was_edited_by_hand_is_noticed(empty_store, column):
    add(empty_store)
    by_hand(empty_store, update(observation).where(observation.c.period == "2017").values(column))

    with pytest.raises(BrokenHistoryError, match='"A table" holds figures that are not those'):
        verified(empty_store)


def test_an_own_figure_that_was_edited_by_hand_is_noticed(empty_store):
    rows = own((ENTRANTS, "", "2025-26 Q1", "", 7.0), (ENTRANTS, "", "2025-26 Q2", "", 8.0))
    with empty_store.database.writing() as connection:
        editions.add_loaded_edition(
            connection, signature(), KEY, "hertfordshire", provenance(), rows
        )
    whole = verified(empty_store)
    by_hand(empty_store, update(local_observation).values(value=local_observation.c.value + 1))

    assert whole[0] == 1
    with pytest.raises(BrokenHistoryError, match="holds figures that are not those"):
        verified(empty_store)


def test_a_figure_can_be_added_and_taken_out_again_and_the_seal_follows(empty_store):
    number = add(empty_store)
    more = published((FTE, HERTS, "2018", 275.0))
    with empty_store.database.writing() as connection:
        editions.add_figure(connection, signature(), held(empty_store, number), more, "Right.")
    with_it = verified(empty_store)
    key = {"indicator": FTE, "area_code": HERTS, "period": "2018"}
    with empty_store.database.writing() as connection:
        editions.remove_figure(connection, signature(), held(empty_store, number), key, "Wrong.")

    assert verified(empty_store)[0] > with_it[0] > 1


def test_a_figure_that_was_deleted_by_hand_cannot_be_taken_out_again(empty_store):
    number = add(empty_store)
    by_hand(empty_store, delete(observation).where(observation.c.period == "2017"))
    key = {"indicator": FTE, "area_code": HERTS, "period": "2017"}

    with (
        pytest.raises(BrokenHistoryError, match='The figure is gone from "A table"'),
        empty_store.database.writing() as connection,
    ):
        editions.remove_figure(connection, signature(), held(empty_store, number), key, "Wrong.")


def test_the_history_holds_no_checksum_that_can_be_found_by_trying(empty_store):
    for title in ("One", "Other"):
        add(empty_store, f"{KEY}-{title}", about=provenance(sha256="a" * 64, title=title))

    with empty_store.database.reading() as connection:
        found = [each.change.after or "" for each in history.entries(connection)]
    contents = [json.loads(each) for each in found]
    assert "a" * 64 not in "".join(found)
    assert contents[0]["sha256"] != contents[1]["sha256"]
    assert contents[0]["seal"] != contents[1]["seal"]


def test_an_edition_that_was_deleted_by_hand_is_missed(empty_store):
    add(empty_store)
    by_hand(empty_store, delete(observation))
    by_hand(empty_store, delete(edition))

    with pytest.raises(BrokenHistoryError, match="is no longer stored"):
        verified(empty_store)


def test_a_withdrawal_says_what_counts_again_what_is_gone_and_what_is_unaffected(empty_store):
    first = add(empty_store)
    second = add(empty_store, f"{KEY}-2", published((FTE, HERTS, "2017", 289.0)))

    with empty_store.database.reading() as connection:
        of_first = withdrawal_effect(connection, held(empty_store, first))
        of_second = withdrawal_effect(connection, held(empty_store, second))

    assert of_first == WithdrawalEffect(coming_back=0, gone=1, unaffected=1)
    assert of_second == WithdrawalEffect(coming_back=1, gone=0, unaffected=0)


def test_the_state_changes_with_what_is_in_use_for_a_service(empty_store):
    def state():
        with empty_store.database.reading() as connection:
            return editions.state_of(connection, "hertfordshire")

    before = state()
    number = add(empty_store)
    loaded = state()
    with empty_store.database.writing() as connection:
        editions.withdraw_edition(connection, signature(), held(empty_store, number), "Wrong.")

    assert len({before, loaded, state()}) >= 2
    assert loaded not in (before, state())


def test_details_of_figures_held_back_that_were_lost_are_missed(empty_store):
    figure = QuarantinedFigure(
        id="held-back-1-1",
        service="",
        edition_id=1,
        file_name="figures.csv",
        row=3,
        own=False,
        indicator=FTE,
        place=HERTS,
        period="2016",
        figure_words="First-time entrants, Hertfordshire, 2016",
        details_sha256="f" * 64,
    )
    with empty_store.database.writing() as connection:
        Writing(connection, signature()).add(figure)

    with pytest.raises(BrokenHistoryError, match="is no longer stored"):
        verified(empty_store)
