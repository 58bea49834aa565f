"""The rules for small numbers in words, with the thresholds in force."""

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures
from dashboard.core.sentences import NOTHING, Clause, capital, fill


def audience_words(protected: ProtectedFigures, hidden: Clause = NOTHING) -> Clause:
    """Return who may see some figures; in public also what is `hidden`: "4 of 8 standards"."""
    label = fill("{label}", label=protected.label)
    if hidden and protected.mode is Mode.PUBLIC:
        return fill("{label} ({hidden}).", label=label, hidden=hidden)
    return fill("{label}.", label=label)


def rules_in_words(rules: DisclosureRules) -> tuple[Clause, ...]:
    """Return what is withheld of a service's own figures, what is not, and from whom."""
    return (
        _withheld(rules),
        Clause(
            "So is what would reveal one of them: other teams or groups, the months of a quarter, "
            "a total or a percentage. All of these have one word. So the word does not say that a "
            "number is small."
        ),
        fill(
            "No percentage is given of fewer than {few} children or cases. In public the count is "
            "not given either. A percentage of {few} to {most} is marked as of small numbers.",
            few=str(rules.smallest_denominator),
            most=str(rules.largest_cautious_denominator),
        ),
        Clause(
            "Sums, changes and whatever else needs a withheld figure are absent too. In public, "
            "notes that somebody wrote beside a figure are left out."
        ),
        Clause(
            "Whoever has chosen their name can show small numbers. Every page and file then says "
            "that it is for the board only. They stay shown until the browser is closed or "
            "somebody else acts."
        ),
        Clause(
            "Published figures are shown as published: their publishers have withheld what is "
            "small. The register, meetings and history show what people typed. Nobody should write "
            "of single children there."
        ),
    )


def _withheld(rules: DisclosureRules) -> Clause:
    if not rules.small_numbers:
        return Clause("Of a service's own figures, no count is withheld for being small.")
    return fill(
        "{small} are withheld in public, whatever they count: children, cases, or those that are "
        "left over beside them. Zero is shown.",
        small=capital(rules.small_numbers),
    )
