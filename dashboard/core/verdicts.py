"""What may be said of a figure against each of three lenses, and how polarity decides."""

from enum import StrEnum


class Polarity(StrEnum):
    LOWER = "lower is better"
    HIGHER = "higher is better"
    NONE = "no judgement"

    def adverse(self, gap: float) -> float:
        """Return a gap with the sign that makes the worse side positive.

        Only for indicators with a better side.
        """
        return gap if self is Polarity.LOWER else -gap


class Lens(StrEnum):
    """What a figure is compared with; three verdicts that are never merged into one."""

    SIMILAR_AREAS = "similar areas"
    OWN_PAST = "own past"
    TARGET = "target"


class Verdict(StrEnum):
    """What the figures carry; higher and lower are for indicators without a better side.

    Unclear means that chance alone could make the difference, or of the own past that five years
    show no direction; mixed that it depends on whom one compares with.
    """

    WORSE = "worse"
    BETTER = "better"
    HIGHER = "higher"
    LOWER = "lower"
    LEVEL = "level"
    UNCLEAR = "not clear"
    MIXED = "mixed"
    MET = "met"
    MISSED = "not met"
    NONE = "no verdict"


_DIRECTIONS = {
    Polarity.LOWER: (Verdict.BETTER, Verdict.WORSE),
    Polarity.HIGHER: (Verdict.WORSE, Verdict.BETTER),
    Polarity.NONE: (Verdict.LOWER, Verdict.HIGHER),
}


def by_polarity(polarity: Polarity, *, higher: bool) -> Verdict:
    """Return what being higher, or lower, means for an indicator: worse, better or neither.

    >>> by_polarity(Polarity.LOWER, higher=True)
    <Verdict.WORSE: 'worse'>
    """
    return _DIRECTIONS[polarity][higher]
