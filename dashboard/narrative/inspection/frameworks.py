"""What is known here of a framework that inspectors rate under, in words."""

from dashboard.core.inspection.frameworks import Framework
from dashboard.core.sentences import NOTHING, Clause, fill, listed, listed_clauses


def known_standards_words(framework: Framework) -> Clause:
    """Return which standards of a framework are known, where some are not; else nothing."""
    if framework.complete:
        return NOTHING
    titles = [standard.title for standard in framework.standards.values()]
    if not titles:
        return Clause("We know no standard of this framework.")
    template = "We know only part of this framework: {titles}."
    return fill(template, titles=listed(titles))


def sample_words(framework: Framework) -> Clause:
    """Return how many cases an inspection looks at; nothing where that is not known."""
    if not framework.sample_sizes:
        return NOTHING
    sizes = [
        fill("{least} to {most} {of}", least=str(s.least), most=str(s.most), of=s.of)
        for s in framework.sample_sizes
    ]
    return fill("Inspectors look at the cases of {sizes}.", sizes=listed_clauses(sizes))
