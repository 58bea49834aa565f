"""Whose account it is, who comes first, which roles groups give, and when a session is over."""

import datetime as dt

import pytest

from dashboard.core.accounts import (
    Account,
    SessionLimits,
    SignIn,
    Terms,
    Verified,
    address_line,
    may_come_first,
    recognised,
    roles_from_groups,
    verified_by_claims,
    verified_by_proxy,
    why_over,
)
from dashboard.core.people import Role
from dashboard.core.rooms import Membership
from dashboard.errors import ChangeRefusedError, NotAllowedError
from tests.people_factories import person
from tests.signing_factories import CLAIMS, LIMITS, NOW, terms, verified

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def by_claims(**changed: object) -> Verified | None:
    return verified_by_claims(CLAIMS | changed, "email_verified", "groups", NOW)


def test_the_claims_of_a_provider_tell_who_it_is_when_and_in_which_groups():
    found = by_claims(groups=["Chairs", "", "Staff"], email=" Ann@Council.Example ")

    assert found is not None
    assert (found.issuer, found.subject) == ("https://login.example", "ann-at-login")
    assert (found.email, found.confirmed, found.name) == ("ann@council.example", True, "Ann Lee")
    assert found.signed_in_at == NOW - MINUTE
    assert found.groups == ("Chairs", "Staff")
    assert len(found.key) == 64


def test_the_sign_of_the_unit_kelvin_makes_no_address_another_persons():
    lookalike = "\u212aIT@council.example"

    by_proxy = verified_by_proxy("the proxy", [lookalike], "page", NOW)

    for found in (by_claims(email=lookalike), by_proxy):
        assert found is not None
        assert found.email == "\u212ait@council.example"


@pytest.mark.parametrize("claim", ["iss", "sub"])
@pytest.mark.parametrize("value", [None, ""])
def test_without_issuer_or_subject_nobody_is_verified(claim, value):
    assert by_claims(**{claim: value}) is None


@pytest.mark.parametrize(
    ("said", "confirmed"),
    [
        *((yes, True) for yes in (True, 1, "1", "true", "True")),
        *((no, False) for no in (False, None, "false", "", 0, "ann@council.example")),
        ([], False),
    ],
)
def test_an_address_is_confirmed_only_if_the_named_claim_says_yes(said, confirmed):
    found = verified_by_claims(CLAIMS | {"xms_edov": said}, "xms_edov", "", NOW)

    assert found is not None
    assert found.confirmed is confirmed


@pytest.mark.parametrize("claim", ["nonce", "sid", "jti", "iat", "iss", "sub"])
def test_another_sign_in_is_another_session(claim):
    one, another = by_claims(), by_claims(**{claim: 7})

    assert one is not None
    assert another is not None
    assert one.key != another.key


def test_a_providers_clock_that_is_ahead_gives_nobody_more_time():
    ahead = by_claims(iat=(NOW + HOUR).timestamp())

    assert ahead is not None
    assert ahead.signed_in_at == NOW


@pytest.mark.parametrize(
    "named",
    [
        [],
        [""],
        ["Ann"],
        ["ann@council.example", "bob@council.example"],
        ["ann@council.example, bob@council.example"],
        ["ann@council.example;bob@council.example"],
    ],
)
def test_a_proxy_names_one_address_or_nobody(named):
    assert verified_by_proxy("the gate", named, "page", NOW) is None


def test_whom_a_proxy_names_is_confirmed_by_it_and_each_open_page_is_a_session():
    found = verified_by_proxy("the gate", [" Ann@Council.example "], "page", NOW)
    other = verified_by_proxy("the gate", ["ann@council.example"], "another page", NOW)

    assert found is not None
    assert other is not None
    assert (found.email, found.confirmed) == ("ann@council.example", True)
    assert found.issuer == "proxy the gate"
    assert found.key != other.key


BOUND = Account("ann", "https://login.example", "ann-at-login", "ann@council.example")
OPEN = Account("ann", email="ann@council.example")
ANOTHERS = Account("ann", "https://login.example", "somebody", "ann@council.example")


@pytest.mark.parametrize(
    ("who", "by_subject", "by_email", "found"),
    [
        (verified(), BOUND, ANOTHERS, BOUND),
        (verified(confirmed=False), BOUND, None, BOUND),
        (verified(), None, OPEN, OPEN),
        (verified(confirmed=False), None, OPEN, None),
        (verified(confirmed=False), None, ANOTHERS, None),
        (verified(), None, None, None),
    ],
)
def test_the_subject_decides_and_a_confirmed_address_only_before_there_is_one(
    who, by_subject, by_email, found
):
    assert recognised(who, by_subject, by_email) is found


def test_an_account_that_is_bound_to_another_subject_is_refused():
    with pytest.raises(NotAllowedError, match=r"Somebody else signed in with ann@council\.example"):
        recognised(verified(), None, ANOTHERS)


CHIEF = person("Dev Patel", Role.ADMINISTRATOR)
OF_KENT = person("Dev Patel", Role.ADMINISTRATOR, service="kent")


@pytest.mark.parametrize(
    ("who", "named", "people", "may"),
    [
        (verified(), "Ann@council.example ", [], True),
        (verified(), "", [], False),
        (verified(email=""), "", [], False),
        (verified(), "bob@council.example", [], False),
        (verified(confirmed=False), "ann@council.example", [], False),
        (verified(), "ann@council.example", [CHIEF], False),
        (verified(), "ann@council.example", [OF_KENT], True),
        (verified(), "ann@council.example", [person("Bob Ray", Role.CHAIR)], True),
        (
            verified(),
            "ann@council.example",
            [person("Dev Patel", Role.ADMINISTRATOR, active=False)],
            True,
        ),
    ],
)
def test_whom_the_operator_named_comes_first_unless_there_is_an_administrator_of_all(
    who, named, people, may
):
    assert may_come_first(who, terms(first_administrator=named), people, ()) is may


def test_an_administrator_of_all_by_membership_counts_too():
    bob = person("Bob Ray", Role.CHAIR, service="kent")
    of_all = Membership("", "bob", "Bob Ray", (Role.ADMINISTRATOR,))

    named = terms(first_administrator="ann@council.example")

    assert not may_come_first(verified(), named, [bob], [of_all])


def at(begun: dt.timedelta, seen: dt.timedelta, ended: bool = False) -> SignIn:
    return SignIn("ann", NOW - begun, NOW - seen, NOW if ended else None)


@pytest.mark.parametrize(
    ("sign_in", "why"),
    [
        (at(12 * HOUR, 30 * MINUTE), ""),
        (at(HOUR, 30 * MINUTE + dt.timedelta(seconds=1)), "Nothing was pressed for 30 minutes"),
        (at(12 * HOUR + dt.timedelta(seconds=1), MINUTE), "You signed in more than 12 hours ago"),
        (at(MINUTE, MINUTE, ended=True), "You signed out."),
    ],
)
def test_a_session_ends_when_nobody_pressed_anything_at_its_limit_and_by_signing_out(sign_in, why):
    assert why_over(sign_in, NOW, LIMITS).startswith(why)
    assert bool(why_over(sign_in, NOW, LIMITS)) == bool(why)


def test_a_limit_of_an_hour_or_a_minute_is_said_in_words():
    limits = SessionLimits(MINUTE, HOUR)

    assert "pressed for 1 minute, so" in why_over(at(HOUR, 2 * MINUTE), NOW, limits)
    assert "more than 1 hour ago" in why_over(at(2 * HOUR, MINUTE), NOW, limits)


@pytest.mark.parametrize(("since", "again"), [(2, False), (3, True), (29, True)])
def test_that_a_session_is_alive_is_noted_every_tenth_of_its_idle_limit(since, again):
    assert LIMITS.noted_again(at(HOUR, since * MINUTE), NOW) is again


@pytest.mark.parametrize(
    ("begun_before", "seen_before", "left", "by_pressing"),
    [
        (0 * MINUTE, 0 * MINUTE, 30 * MINUTE, True),
        (HOUR, 2 * MINUTE, 28 * MINUTE, True),
        (11 * HOUR + 30 * MINUTE, 0 * MINUTE, 30 * MINUTE, False),
        (11 * HOUR + 30 * MINUTE, MINUTE, 29 * MINUTE, True),
        (11 * HOUR + 31 * MINUTE, 0 * MINUTE, 29 * MINUTE, False),
        (12 * HOUR, 0 * MINUTE, 0 * MINUTE, False),
    ],
)
def test_a_session_lasts_for_the_idle_limit_since_it_was_noted_but_never_beyond_its_hours(
    begun_before, seen_before, left, by_pressing
):
    session = at(begun_before, seen_before)

    assert LIMITS.left(session, NOW) == left
    assert LIMITS.lasts_by_pressing(session) is by_pressing
    # The moment at which it is over is the one at which it is hidden.
    assert not why_over(session, NOW + left, LIMITS)
    assert why_over(session, NOW + left + dt.timedelta(seconds=1), LIMITS)


def test_who_only_types_is_told_in_the_last_sixth_of_the_idle_limit():
    assert LIMITS.warned_before == 5 * MINUTE


def test_groups_give_roles_take_away_what_was_lost_and_unknown_ones_give_nothing():
    mapped = Terms(
        LIMITS,
        "verified",
        roles={
            "Chairs": ("kent", Role.CHAIR),
            "Board": ("kent", Role.MEMBER),
            "Essex": ("essex", Role.OFFICER),
            "IT": ("", Role.ADMINISTRATOR),
        },
    )

    assert roles_from_groups(["Chairs", "Board", "Catering", "IT"], mapped) == {
        "kent": (Role.MEMBER, Role.CHAIR),
        "essex": (),
        "": (Role.ADMINISTRATOR,),
    }


@pytest.mark.parametrize(
    ("typed", "kept"), [(" Ann.Lee@Council.Gov.UK ", "ann.lee@council.gov.uk"), ("  ", "")]
)
def test_an_address_is_kept_in_small_letters(typed, kept):
    assert address_line(typed) == kept


@pytest.mark.parametrize(
    "typed", ["ann", "ann@", "@council", "a b@council", "a@b@c", "<a@b>", "a\u200bb@council"]
)
def test_what_is_no_address_is_refused_in_one_sentence(typed):
    with pytest.raises(ChangeRefusedError, match="is no e-mail address: write one like"):
        address_line(typed)
