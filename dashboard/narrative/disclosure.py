"""The rules for small numbers in words, with the thresholds in force."""

from dashboard.core.disclosure.protection import DisclosureRules
from dashboard.core.sentences import Clause, capital, fill


def rules_in_words(rules: DisclosureRules) -> tuple[Clause, ...]:
    """Return what is withheld of a service's own figures, what is not, and from whom."""
    return (
        _withheld(rules),
        Clause(
            "Withheld besides is what would reveal one of them: by the other area teams or groups, "
            "the months of a quarter, the total, a percentage, or several of these together. All "
            "that is withheld has one word, so the word does not say that a number is small."
        ),
        fill(
            "No percentage is given of fewer than {few} children or cases, and in public not the "
            "count either, from which it could be worked out. A percentage of {few} to {most} is "
            "read with caution.",
            few=str(rules.smallest_denominator),
            most=str(rules.largest_cautious_denominator),
        ),
        Clause(
            "Sums, changes and everything else that is worked out are absent where a figure they "
            "need is withheld. In public, notes that somebody wrote beside a figure are left out."
        ),
        Clause(
            "Whoever has said who they are can choose to see small numbers; every page and file "
            "then says that it is for the board only. The choice ends with the session."
        ),
        Clause(
            "Published figures are shown as published: their publishers have withheld what is "
            "small. The register, meetings and history show what people typed; these rules do not "
            "read it, so nobody should write of single children there."
        ),
    )


def _withheld(rules: DisclosureRules) -> Clause:
    if not rules.small_numbers:
        return Clause("Of a service's own figures, no count is withheld for being small.")
    return fill(
        "{small} are withheld in public, whatever they count: the children or cases themselves, "
        "the remaining ones beside them, and all of them together. Zero is shown.",
        small=capital(rules.small_numbers),
    )
