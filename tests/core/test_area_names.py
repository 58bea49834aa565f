"""An area is known by code or exact name, and never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.area_names import AreaNameError, AreaNames, name_then
from dashboard.core.areas import Area, AreaType
from tests.lists_factories import LOCAL, PLACES
from tests.official_files import catalogue

NAMES = AreaNames(PLACES.values())


@pytest.mark.parametrize("text", ["E10000012", "e10000012", "Essex", " ESSEX ", "eSSex"])
def test_case_and_spaces_do_not_matter(text):
    assert NAMES.find(text).code == "E10000012"


def test_an_authority_is_meant_where_a_service_has_the_same_name():
    assert NAMES.find("Hertfordshire").code == "E10000015"
    services = AreaNames(PLACES.values(), AreaType.SERVICE)
    assert services.find("Hertfordshire").code == "F00HE00"


def test_an_old_area_is_found_by_its_name_in_full():
    assert NAMES.find("Dorset (to March 2019)").code == "E10000009"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Esex", '"Esex" is not a known local authority: did you mean Essex (E10000012)'),
        ("Atlantis", "write its code or its name in full."),
        ("E06000099", '"E06000099" is not a known local authority'),
        ("East of England", '"East of England" is a region: name a local authority.'),
        ("E12000006", "is a region: name a local authority."),
        ("F00ES00", "is a youth justice service: name a local authority."),
        ("E10000002", "is an old code of Buckinghamshire: write E06000060, its code today."),
    ],
)
def test_what_names_no_authority_is_refused_with_the_way_out(text, sentence):
    with pytest.raises(AreaNameError) as refused:
        NAMES.find(text)

    assert sentence in str(refused.value)
    assert "?." not in str(refused.value)


def test_a_name_that_two_areas_went_by_needs_the_code():
    with pytest.raises(AreaNameError, match="stands for more than one area: write the code") as no:
        NAMES.find("Dorset")

    assert "E06000059 (Dorset)" in str(no.value)
    assert "E10000009 (Dorset (to March 2019))" in str(no.value)


def test_a_name_that_only_an_abolished_area_had_is_not_guessed():
    with pytest.raises(AreaNameError, match=r"did you mean Bournemouth \(to March 2019\)"):
        NAMES.find("Bournemouth")


def test_another_spelling_is_known_only_where_it_is_listed():
    names = AreaNames([Area("E06000023", "Bristol", LOCAL, aliases=("Bristol, City of",))])

    assert names.find(" bristol,  CITY of").code == "E06000023"
    with pytest.raises(AreaNameError, match=r"did you mean Bristol \(E06000023\)"):
        names.find("Bristol Rovers")


def test_an_ampersand_is_the_word_and():
    names = AreaNames([Area("E06000043", "Brighton and Hove", LOCAL)])

    assert names.find("Brighton & Hove").code == "E06000043"


@pytest.mark.parametrize("text", ["Essex County Council", "essex YJS", "County of Essex"])
def test_words_for_the_body_may_stand_beside_the_name(text):
    assert NAMES.find(text).code == "E10000012"


def test_a_region_is_found_by_its_whole_name_only():
    regions = AreaNames(PLACES.values(), AreaType.REGION)

    assert regions.find("East-of-England").code == "E12000006"
    assert not regions.knows("East of England Council")


def test_a_name_that_two_areas_share_once_it_is_plain_is_refused_with_both():
    names = AreaNames([Area("E1", "Ely-on-Sea", LOCAL), Area("E2", "Ely on Sea", LOCAL)])

    with pytest.raises(AreaNameError, match=r"write the code E1 \(Ely-on-Sea\) or E2 \(Ely on"):
        names.find("ELY ON SEA Council")


def test_an_area_is_known_by_the_code_that_its_note_tells_of():
    renewed = NAMES.of_old_code(" e10000002")

    assert renewed is not None
    assert renewed.name == "Buckinghamshire"
    assert [NAMES.of_old_code(code) for code in ("E10000012", "E06000099", "Essex")] == [None] * 3


def test_whoever_knows_the_year_gets_every_area_that_went_by_a_name():
    assert {area.code for area in NAMES.named("Dorset")} == {"E06000059", "E10000009"}
    assert [area.code for area in NAMES.named("Bournemouth")] == ["E06000028"]
    assert [area.code for area in NAMES.named("Essex")] == ["E10000012"]
    with pytest.raises(AreaNameError, match="did you mean Essex"):
        NAMES.named("Esex")
    assert [NAMES.knows(text) for text in ("Dorset", "Bournemouth", "Esex")] == [True, True, False]


SHIPPED = AreaNames(catalogue().areas.values())
ONE_WORD = [
    area
    for area in catalogue().areas.values()
    if area.area_type is AreaType.LOCAL_AUTHORITY and name_then(area).isalpha()
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hertfordshir", ["Hertfordshire", "Herefordshire"]),
        ("Slouhg", ["Slough"]),
        ("Brighton", ["Brighton and Hove"]),
        ("Stoke upon Trent", ["Stoke-on-Trent"]),
        ("Essex County", ["Essex"]),
        ("Sussex", ["East Sussex", "West Sussex"]),
    ],
)
def test_a_misspelt_or_shortened_name_is_a_slip_of_the_names_it_may_mean(text, names):
    assert [area.name for area in SHIPPED.slips_of(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        *("East Surrey", "West Surrey", "Greater Essex", "Mid Kent", "East Northamptonshire"),
        *("Lancaster", "Stafford", "Norwich", "Camelot", "E06000099", ""),
    ],
)
def test_the_name_of_an_area_that_we_do_not_have_is_a_slip_of_none(text):
    assert SHIPPED.slips_of(text) == ()


def test_a_name_that_the_table_has_otherwise_is_not_meant_again():
    essex = SHIPPED.find("Essex").code

    assert SHIPPED.slips_of("Esex", {essex}) == ()
    assert SHIPPED.slips_of("Sussex", {essex})


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ONE_WORD),
    st.sampled_from(["East", "West", "North", "South", "Central"]),
)
def test_a_half_of_a_county_is_no_slip_of_it(area, side):
    assert area not in SHIPPED.slips_of(f"{side} {name_then(area)}")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ONE_WORD), st.integers(1, 40))
def test_a_name_with_two_letters_swapped_is_known_or_a_slip_of_itself(area, place):
    name = name_then(area)
    at = 1 + place % max(len(name) - 2, 1)
    slipped = name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]

    assert SHIPPED.knows(slipped) or area in SHIPPED.slips_of(slipped)


def test_an_area_is_found_by_the_number_of_the_department_for_education():
    old, new = SHIPPED.numbered(835), SHIPPED.numbered(838)

    assert (old and old.code, new and new.code) == ("E10000009", "E06000059")
    assert SHIPPED.numbered(999) is None


@pytest.mark.parametrize(
    ("abolished", "code"),
    [("E10000009", "E06000059"), ("E10000021", None), ("E06000028", None), ("E10000015", None)],
)
def test_only_an_area_that_took_over_the_name_stands_for_an_abolished_one(abolished, code):
    found = SHIPPED.renewed(SHIPPED.find(abolished))

    assert (found.code if found else None) == code
