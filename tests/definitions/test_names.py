"""Every area and service is found by its own name, however that is dressed, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.area_names import AreaNames, name_then
from dashboard.core.areas import AreaType
from dashboard.core.place_names import KINDS_OF_BODY, plain_name
from dashboard.definitions.catalogue import load_catalogue

SHIPPED = load_catalogue()
NAMES = {kind: AreaNames(SHIPPED.areas.values(), kind) for kind in AreaType}
WITH_A_BODY = [
    area
    for area in SHIPPED.areas.values()
    if area.area_type in (AreaType.LOCAL_AUTHORITY, AreaType.SERVICE)
]
COUNCILS = [area for area in WITH_A_BODY if area.area_type is AreaType.LOCAL_AUTHORITY]
kinds = st.sampled_from(("", *KINDS_OF_BODY))


@st.composite
def dressings(draw):
    """A function that writes a name in another way: case, signs, words for a kind of body."""
    before, behind = draw(kinds), draw(kinds)
    changed = draw(
        st.sampled_from(
            (
                str,
                str.upper,
                str.lower,
                lambda name: name.replace(" and ", " & "),
                lambda name: name.replace(" ", "-"),
                lambda name: name.replace("-", " ").replace(",", ""),
            )
        )
    )
    return lambda name: f"{before} {changed(name)}  {behind}".strip()


@given(st.sampled_from(WITH_A_BODY), dressings())
def test_an_area_is_found_by_its_name_with_any_words_for_its_body(area, dressed):
    namesakes = {
        other.code
        for other in WITH_A_BODY
        if other.area_type is area.area_type
        and plain_name(area.name) in (plain_name(other.name), plain_name(name_then(other)))
    }

    found = NAMES[area.area_type].named(dressed(area.name))

    assert {one.code for one in found} == namesakes


@given(st.sampled_from(list(SHIPPED.services.values())), dressings())
def test_a_service_is_found_by_its_id_and_name_with_any_words_for_its_body(service, dressed):
    assert SHIPPED.service(dressed(service.name)).id == service.id
    assert SHIPPED.service(dressed(service.id)).id == service.id


@given(st.sampled_from(COUNCILS), dressings())
def test_every_council_leads_to_its_service_and_is_told_beside_it(council, dressed):
    for name in (council.name, name_then(council), *council.aliases):
        named = SHIPPED.named_service(dressed(name))

        assert named.service.id == council.service
        assert council in named.councils or len(named.service.area_codes) == 1


@given(
    st.sampled_from([(c, s.id) for s in SHIPPED.services.values() for c in s.councils]), dressings()
)
def test_every_welsh_council_leads_to_its_service(pair, dressed):
    council, service = pair

    assert SHIPPED.service(dressed(council)).id == service


def test_only_a_name_that_a_reform_kept_stands_for_more_than_one_area():
    shared = {area.name for area in COUNCILS if len(NAMES[area.area_type].named(area.name)) > 1}

    assert shared == {"Dorset"}


@pytest.mark.parametrize("text", ["London", "Greater London", "Bristol Rovers", "Council", "North"])
def test_a_name_of_no_council_or_service_is_not_bent_into_one(text):
    assert not NAMES[AreaType.LOCAL_AUTHORITY].knows(text)
    assert not NAMES[AreaType.SERVICE].knows(text)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Herts", "E10000015"),
        ("Nottingham City", "E06000018"),
        ("BCP Council", "E06000058"),
        ("Newcastle City Council", "E08000021"),
        ("Rutland County Council District Council", "E06000017"),
    ],
)
def test_names_that_officers_use_are_those_of_the_council(written, code):
    assert NAMES[AreaType.LOCAL_AUTHORITY].named(written)[0].code == code


def test_a_region_is_no_city():
    assert NAMES[AreaType.REGION].find("london").code == "E12000007"
    assert not NAMES[AreaType.REGION].knows("City of London")
    assert NAMES[AreaType.LOCAL_AUTHORITY].find("City of London Corporation").code == "E09000001"
