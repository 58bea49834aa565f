"""How many times as high one rate is as another, with an exact interval and test that agree."""

from dataclasses import dataclass

from scipy import special

from dashboard.errors import StatisticsError

CONFIDENCE = 0.95


@dataclass(frozen=True)
class RateRatio:
    """A rate over a reference rate, with its interval; infinite where the reference has no event.

    `p` is the two-sided probability of counts at least this far apart were the rates the same: it
    is below 0.05 just where the 95% interval leaves 1 out.
    """

    ratio: float
    lower: float
    upper: float
    p: float

    @property
    def is_higher(self) -> bool:
        """Whether the interval lies wholly above 1."""
        return self.lower > 1

    @property
    def is_lower(self) -> bool:
        """Whether the interval lies wholly below 1."""
        return self.upper < 1

    @property
    def differs(self) -> bool:
        """Whether the interval leaves 1 out."""
        return self.is_higher or self.is_lower


def rate_ratio(
    count: int,
    population: float,
    reference_count: int,
    reference_population: float,
    confidence: float = CONFIDENCE,
) -> RateRatio:
    """Return how many times as high a rate is as a reference rate, with its exact interval.

    Both counts are taken as Poisson. Given their sum, the first is then binomial, and the limits of
    its share (Clopper and Pearson) give those of the ratio; p is twice the smaller tail. Sources:
    Przyborowski and Wilenski 1940; Lehmann 1986; Fay 2010. R's `rateratio.test` does the same.

    Raises:
        StatisticsError: for a negative count, no event at all, or a population of zero or less.
    """
    if min(count, reference_count) < 0 or count + reference_count == 0:
        raise StatisticsError("A ratio of rates needs counts of zero or more, and one above zero.")
    if min(population, reference_population) <= 0:
        raise StatisticsError("A ratio of rates needs two populations above zero.")
    scale = reference_population / population
    lower, upper = _share_limits(count, reference_count, (1 - confidence) / 2)
    return RateRatio(
        ratio=_odds(count, reference_count) * scale,
        lower=_odds(lower, 1 - lower) * scale,
        upper=_odds(upper, 1 - upper) * scale,
        p=_two_sided(count, reference_count, population / (population + reference_population)),
    )


def _share_limits(count: int, other: int, tail: float) -> tuple[float, float]:
    # Without events on one side the share is 0 or 1, where the quantile is not defined.
    lower = float(special.betaincinv(count, other + 1, tail)) if count else 0.0
    upper = float(special.betaincinv(count + 1, other, 1 - tail)) if other else 1.0
    return lower, upper


def _two_sided(count: int, other: int, share: float) -> float:
    total = count + other
    at_most = float(special.bdtr(count, total, share))
    at_least = 1.0 if count == 0 else float(special.bdtrc(count - 1, total, share))
    return min(1.0, 2 * min(at_most, at_least))


def _odds(part: float, rest: float) -> float:
    return part / rest if rest > 0 else float("inf")
