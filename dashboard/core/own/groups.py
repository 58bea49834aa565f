"""Groups of children that local figures are counted by: sex, age band, ethnicity, care status."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.rules import ImpossibleValueError, require_texts
from dashboard.errors import UnknownNameError

# Stands for all children where a group of them could stand.
ALL_CHILDREN = ""
_BETWEEN = ": "
_AFTER_DIMENSION = "-"


@dataclass(frozen=True)
class Group:
    """A group of children within a dimension; `called` is for within a sentence.

    `aliases` are words that people write for it, and for no other group, without its dimension.
    """

    id: str
    name: str
    called: str = ""
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_texts({"groups.id": self.id, "groups.name": self.name})
        require_texts({f"groups.aliases.{n}": text for n, text in enumerate(self.aliases, 1)})

    @property
    def words(self) -> str:
        """What its children are called within a sentence: "Black children", "girls"."""
        return self.called or f"children of the group {self.name}"


@dataclass(frozen=True)
class Dimension:
    """One way to part all children into groups; each child belongs to exactly one of them.

    `reference` is the group whose rate the others' are usually compared with, "" where comparing
    rates makes no sense. `not_known` is the group of children of whom it is not known. `together`
    is what all known groups but the reference are called as one, "" where they are never one.
    """

    id: str
    name: str
    groups: tuple[Group, ...]
    reference: str = ""
    not_known: str = ""
    together: str = ""

    def __post_init__(self) -> None:
        require_texts({"dimensions.id": self.id, "dimensions.name": self.name})
        for named in ([g.id for g in self.groups], [g.name.lower() for g in self.groups]):
            if len(named) < 2 or len(set(named)) < len(named):
                wrong = "needs two groups or more, each with its own id and name"
                raise ImpossibleValueError(f"dimensions.{self.id}.groups", wrong, "correct them")
        for key in ("reference", "not_known"):
            name = getattr(self, key)
            if name and name not in [group.id for group in self.groups]:
                wrong = f'"{name}" is none of its groups'
                raise ImpossibleValueError(f"dimensions.{self.id}.{key}", wrong, "correct it")
        for group in self.groups:
            if dimension_id_of(group.id) != self.id:
                wrong = f'"{group.id}" does not begin with its dimension'
                advice = f"write {self.id}{_AFTER_DIMENSION}..., with no {_AFTER_DIMENSION} before"
                raise ImpossibleValueError(f"dimensions.{self.id}.groups", wrong, advice)

    @property
    def known(self) -> tuple[Group, ...]:
        """The groups, without the one of children whose group is not known."""
        return tuple(group for group in self.groups if group.id != self.not_known)


def dimension_id_of(group_id: str) -> str:
    """Return the id of the dimension that a group's id begins with; "" for all children.

    >>> dimension_id_of("age-10-14")
    'age'
    """
    return group_id.partition(_AFTER_DIMENSION)[0]


class Groups:
    """Every group by its id and by how a spreadsheet writes it ("Sex: Girls")."""

    def __init__(self, dimensions: Iterable[Dimension]) -> None:
        self.dimensions = tuple(dimensions)
        self._dimension_of = {g.id: d for d in self.dimensions for g in d.groups}
        self._by_id = {g.id: g for d in self.dimensions for g in d.groups}
        self._by_words = {self.written(name).lower(): name for name in self._by_id}

    def dimension_of(self, group_id: str) -> Dimension | None:
        """Return the dimension that a group belongs to; None for all children."""
        return self._dimension_of.get(group_id)

    def name(self, group_id: str) -> str:
        """Return the words for a group; all children have words too."""
        return self._by_id[group_id].name if group_id else "All children"

    def written(self, group_id: str) -> str:
        """Return how a spreadsheet writes a group, "" for all children.

        Each dimension may have its own "not known", so the dimension stands before it.
        """
        if not group_id:
            return ""
        return f"{self._dimension_of[group_id].name}{_BETWEEN}{self._by_id[group_id].name}"

    def find(self, text: str) -> str:
        """Return the id of the group that a text such as "sex: girls" names.

        Raises:
            UnknownNameError: naming the nearest groups.
        """
        words = " ".join(text.split()).lower()
        if not words or words == "all children":
            return ALL_CHILDREN
        if words in self._by_words:
            return self._by_words[words]
        if words in self._by_id:
            return words
        raise UnknownNameError.among("group of children", text, map(self.written, self._by_id))
