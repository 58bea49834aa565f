"""Every council leads to its service, and a name of two services is not guessed."""

import datetime as dt

import pytest

from dashboard.core.areas import Area, AreaType
from dashboard.core.service_names import NamedService, ServiceNameError, ServiceNames
from tests.factories import service

LOCAL = AreaType.LOCAL_AUTHORITY
OLD = Area(
    "E10000009", "Dorset (to March 2019)", LOCAL, service="south", abolished_on=dt.date(2019, 3, 31)
)
NEW = Area("E06000059", "Dorset", LOCAL, service="south", created_on=dt.date(2019, 4, 1))
POOLE = Area(
    "E06000029", "Poole (to March 2019)", LOCAL, service="south", abolished_on=dt.date(2019, 3, 31)
)
SHIRE = Area("E10000034", "Worcestershire", LOCAL, service="mercia")
SOUTH = service(id="south", name="South Coast", code="F00SO00", area_codes=("E06000059",))
MERCIA = service(id="mercia", name="West Mercia", code="F00WC00", area_codes=("E10000034",))
TAF = service(id="taf", name="Cwm Taf", code="F00CT00", councils=("Merthyr Tydfil",))
INVENTED = service(id="invented", name="Exampleshire", code="X00EX00", invented=True)
NAMES = ServiceNames([SOUTH, MERCIA, TAF], [OLD, NEW, POOLE, SHIRE], [INVENTED])


@pytest.mark.parametrize(
    "text", ["mercia", "West Mercia", "west-mercia YJS", "F00WC00", "Worcestershire County Council"]
)
def test_a_service_is_found_by_its_own_names_and_by_its_councils(text):
    assert NAMES.find(text).service is MERCIA


def test_the_council_that_was_named_is_told_beside_the_service():
    assert NAMES.find("Worcestershire") == NamedService(MERCIA, (SHIRE,), by_own_name=False)
    assert NAMES.find("West Mercia") == NamedService(MERCIA, (), by_own_name=True)


def test_a_council_that_is_no_area_here_leads_to_the_whole_service():
    assert NAMES.find("Merthyr Tydfil County Borough Council") == NamedService(TAF, (), False)


@pytest.mark.parametrize(("year", "council"), [(2018, OLD), (2020, NEW)])
def test_the_day_decides_between_councils_of_one_name(year, council):
    assert NAMES.find("Dorset").councils_on(dt.date(year, 6, 1)) == (council,)


def test_a_council_of_the_past_is_meant_where_nothing_else_goes_by_the_name():
    today = dt.date(2026, 1, 1)

    assert NAMES.find("Poole").councils_on(today) == (POOLE,)
    assert NamedService(SOUTH, (POOLE,), by_own_name=True).councils_on(today) == ()


def test_a_name_of_two_services_is_refused_with_both():
    also = service(id="worcestershire", name="Worcestershire", code="F00WO01")

    with pytest.raises(ServiceNameError) as refused:
        ServiceNames([MERCIA, also], [SHIRE]).find("Worcestershire Council")

    assert str(refused.value) == (
        '"Worcestershire Council" stands for more than one service: '
        "write Worcestershire or West Mercia."
    )


def test_a_slip_is_answered_with_what_is_spelt_alike_of_services_and_councils():
    with pytest.raises(ServiceNameError, match=r'"Worcestershir": did you mean Worcestershire\?'):
        NAMES.find("Worcestershir")
    with pytest.raises(ServiceNameError, match=r"did you mean West Mercia\?"):
        NAMES.find("Mercias West Mercia")


def test_a_name_like_no_other_is_told_where_the_services_are_listed_and_no_name():
    with pytest.raises(ServiceNameError) as refused:
        NAMES.find("Atlantis")

    assert str(refused.value) == (
        'There is no service "Atlantis": choose from the list of services '
        "(on the command line: services)."
    )


def test_an_invented_service_is_found_and_never_suggested():
    assert NAMES.find("exampleshire").service is INVENTED
    with pytest.raises(ServiceNameError, match="choose from the list"):
        NAMES.find("Exampleshir")
