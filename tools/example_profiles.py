"""What the invented service is like: its area teams, how many it counts, and how often what is so.

Every number here is made up. Shares are of the children (or victims, or seats at the table) that
an indicator is counted among.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SEED = "Exampleshire"
TEAMS = ("Northmoor", "Eastwater", "Southbrook", "Westvale")
# Children aged 10 to 17 who live in each team's area, and by how many each year has more.
CHILDREN = {"Northmoor": 33_100, "Eastwater": 26_600, "Southbrook": 21_200, "Westvale": 15_100}
GROWTH_PER_YEAR = 0.008
# The quarter from which a team's level is another, so that a chart has something to find.
LASTING_CHANGE = {("entrants", "Eastwater"): ("2024-25 Q4", 1.75)}
# The quarter from which an indicator's share is lower for good, so that there is a fall to explain.
LASTING_FALL = {"kpi-2-education": ("2025-26 Q4", 0.58)}
# The first quarter of what was counted for a short time only, so that there is too little history.
COUNTED_SINCE = {
    "kpi-10-victims-consenting": "2024-25 Q1",
    "kpi-10-victims-engaged": "2024-25 Q1",
    "kpi-10-victims-asked-views": "2024-25 Q1",
    "kpi-10-victims-told-progress": "2024-25 Q1",
    "kpi-10-victims-told-of-support": "2024-25 Q1",
}
# What is wrong on purpose in the last quarter, so that the plausibility gate has something to hold
# back: a count with a slipped decimal point, and a percentage with two digits the wrong way round.
SLIPPED = ("local-out-of-court-disposals", "")
TURNED_ROUND = ("kpi-1-accommodation", "Eastwater")


@dataclass(frozen=True)
class Stream:
    """Those that indicators are counted among: how many a quarter, by team, and their growth.

    `by_team` are means; `growth` is the change of the mean by year. `traits` is False for what has
    no sex or age, such as seats at a meeting.
    """

    by_team: tuple[float, float, float, float]
    growth: float = 0
    traits: bool = True


@dataclass(frozen=True)
class Profile:
    """How an indicator comes about: of which stream, what share, by how much it moves a year.

    `of` is another indicator, among whose children alone this one is counted. `each` is how many
    things one child stands for on average, where it may be more than one.
    """

    stream: str
    share: float = 1
    drift: float = 0
    of: str = ""
    each: float = 1


STREAMS: Mapping[str, Stream] = {
    "entrants": Stream((12.0, 7.5, 6.0, 2.6), growth=-0.02),
    "caseload": Stream((44, 33, 26, 12), growth=-0.01),
    "ended": Stream((17, 13, 10, 4.5)),
    "diverted": Stream((15, 12, 9, 4), growth=0.1),
    "cohort": Stream((16, 12, 9, 4)),
    "victims": Stream((24, 18, 14, 6), traits=False),
    "partners": Stream((5, 5, 5, 5), traits=False),
}
PROFILES: Mapping[str, Profile] = {
    "local-first-time-entrants": Profile("entrants"),
    "local-reoffending": Profile("cohort", 0.34, -0.01),
    "local-reoffences": Profile("cohort", 1, of="local-reoffending", each=3.4),
    "local-custodial-sentences": Profile("caseload", 0.02),
    "local-remands": Profile("caseload", 0.025),
    "local-children-cautioned-or-sentenced": Profile("caseload", 0.26, -0.01),
    "local-out-of-court-disposals": Profile("diverted", 0.6),
    "local-diversion": Profile("diverted"),
    "local-caseload": Profile("caseload"),
    "kpi-1-accommodation": Profile("ended", 0.86, 0.01),
    "kpi-2-education": Profile("ended", 0.72),
    "kpi-3-additional-needs": Profile("ended", 0.71, 0.03),
    "kpi-4-mental-health-need": Profile("ended", 0.46),
    "kpi-4-mental-health-offered": Profile("ended", 0.82, of="kpi-4-mental-health-need"),
    "kpi-4-mental-health-attended": Profile("ended", 0.66, of="kpi-4-mental-health-offered"),
    "kpi-5-substance-misuse-need": Profile("ended", 0.52),
    "kpi-5-substance-misuse-offered": Profile("ended", 0.88, of="kpi-5-substance-misuse-need"),
    "kpi-5-substance-misuse-attended": Profile("ended", 0.63, of="kpi-5-substance-misuse-offered"),
    "kpi-6-out-of-court-disposals": Profile("diverted", 0.83, 0.01),
    "kpi-7-wider-services": Profile("caseload", 0.48),
    "kpi-8-board-attendance": Profile("partners", 0.72, 0.03),
    "kpi-8-partners-supplying-data": Profile("partners", 0.6, 0.08),
    "kpi-9-serious-violence": Profile("caseload", 0.06),
    "kpi-10-victims-consenting": Profile("victims", 0.55, 0.02),
    "kpi-10-victims-engaged": Profile("victims", 0.5, of="kpi-10-victims-consenting"),
    "kpi-10-victims-asked-views": Profile("victims", 0.74, of="kpi-10-victims-consenting"),
    "kpi-10-victims-told-progress": Profile("victims", 0.7, of="kpi-10-victims-consenting"),
    "kpi-10-victims-told-of-support": Profile("victims", 0.78, of="kpi-10-victims-consenting"),
}
# What is not known here yet, such as an indicator that a later version defines.
UNKNOWN_SHARE, UNKNOWN_COUNT = Profile("ended", 0.6), Profile("caseload", 0.2)

# Shares of groups among the children who live here and among those the service works with. A
# dimension or group that a later version defines gets equal shares.
LIVING: Mapping[str, float] = {
    "sex-girls": 0.489,
    "sex-boys": 0.511,
    "age-10-14": 0.636,
    "age-15-17": 0.364,
    "ethnicity-asian": 0.11,
    "ethnicity-black": 0.045,
    "ethnicity-mixed": 0.06,
    "ethnicity-other": 0.02,
    "ethnicity-white": 0.765,
    "ethnicity-not-known": 0,
    "care-looked-after": 0.011,
    "care-not-looked-after": 0.989,
}
WORKED_WITH: Mapping[str, float] = {
    "sex-girls": 0.19,
    "sex-boys": 0.81,
    "age-10-14": 0.28,
    "age-15-17": 0.72,
    "ethnicity-asian": 0.075,
    "ethnicity-black": 0.105,
    "ethnicity-mixed": 0.115,
    "ethnicity-other": 0.02,
    "ethnicity-white": 0.655,
    "ethnicity-not-known": 0.03,
    "care-looked-after": 0.13,
    "care-not-looked-after": 0.87,
}
# Share of cases in which an audit answers yes, by the first digits of the key question; what is not
# named has the last. Cases that a team audits in a quarter, in each domain.
AUDIT_SHARES: Mapping[str, float] = {
    "2.1": 0.84,
    "2.2": 0.76,
    "2.3": 0.71,
    "2.4": 0.63,
    "3.1": 0.88,
    "3.2": 0.8,
    "3.3": 0.67,
    "3.4": 0.74,
    "": 0.75,
}
AUDITED = {"Northmoor": (4, 7), "Eastwater": (3, 6), "Southbrook": (3, 5), "Westvale": (1, 3)}


@dataclass(frozen=True)
class Beside:
    """Where invented published figures lie: the `ratio` to the mean of similar areas.

    It holds from the year `since`, and another one `before` it. Chance moves each figure by up to
    the share `chance` of itself, either way.
    """

    ratio: float = 1
    since: int = 0
    before: float = 1
    chance: float = 0.03


# Of the core indicators the first gives an early warning: well above similar areas for three years,
# and below England's average in each. The others are better, not clear and to watch.
PUBLISHED_COMPILED_ON = "2026-11-29"
PUBLISHED: Mapping[str, Beside] = {
    "first-time-entrants": Beside(1.27, since=2022, before=1.04, chance=0.01),
    "children-cautioned-or-sentenced": Beside(0.72, since=2020, before=0.95),
    "reoffending-10-14": Beside(1.02, chance=0.06),
    "reoffending-15-17": Beside(1.24, since=2023, before=1.02),
    "children-cautioned-or-sentenced-by-service": Beside(0.8),
    "offences-by-service": Beside(0.9),
    "outcomes-by-service": Beside(0.9),
    "care-leavers-not-in-education": Beside(0.95),
    "children-in-need": Beside(1.05),
    "children-looked-after": Beside(1.03),
    "looked-after-children-convicted-or-cautioned": Beside(1.1, chance=0.1),
    "not-in-education-16-17": Beside(0.9, chance=0.08),
    "not-in-education-or-not-known-16-17": Beside(0.95, chance=0.08),
    "permanent-exclusions": Beside(1.3, since=2022, chance=0.05),
    "persistent-absence": Beside(0.98),
    "suspensions": Beside(1.15, since=2021, chance=0.05),
    "youth-justice-spending-per-child": Beside(0.85),
}
