"""A neutral drawing: a few marks on a plane, written as SVG for table cells, paper and the pack."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree as ET

from dashboard.charts.theme import INK

# In quotation marks: a name with a numeral makes the whole list void without them.
FONT = "'Source Sans 3', 'Source Sans', Arial, sans-serif"
_WEIGHTS = {True: "bold", False: "normal"}
_NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Line:
    """A line through points, in pixels from the left and the top; `dash` is SVG's, "" is solid."""

    points: Sequence[tuple[float, float]]
    colour: str = INK
    width: float = 1.5
    dash: str = ""


@dataclass(frozen=True)
class Box:
    """A filled rectangle with its upper left corner at x, y; `edge` is its outline's colour.

    Below an `opacity` of 1 what lies under it shines through.
    """

    x: float
    y: float
    width: float
    height: float
    colour: str
    edge: str = ""
    rounded: float = 0
    opacity: float = 1


@dataclass(frozen=True)
class Shape:
    """A closed shape through points, such as a triangle or an area between two lines."""

    points: Sequence[tuple[float, float]]
    colour: str
    edge: str = ""


@dataclass(frozen=True)
class Dot:
    """A dot around x, y; without `colour` inside where it is hollow."""

    x: float
    y: float
    radius: float
    colour: str
    hollow: bool = False


@dataclass(frozen=True)
class Words:
    """Words at x on the baseline y; `anchor` says which end of them: start, middle or end.

    `followed_by` stands after them in the other weight: plain after bold, bold after plain.
    """

    x: float
    y: float
    text: str
    colour: str = INK
    size: float = 12
    anchor: str = "start"
    bold: bool = False
    followed_by: str = ""


Mark = Line | Box | Shape | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """Marks on a plane of `width` by `height` pixels, the later ones above the earlier.

    `alt` says in words what the picture shows. It is empty where the same words stand beside it,
    so that those who hear the page hear them once.
    """

    width: float
    height: float
    marks: Sequence[Mark]
    alt: str


def svg(drawing: Drawing) -> str:
    """Return a drawing as SVG, with its text alternative as its name; hidden where it has none."""
    root = ET.Element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "viewBox": f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
            "width": _number(drawing.width),
            "height": _number(drawing.height),
            "font-family": FONT,
            **_name(drawing.alt),
        },
    )
    for mark in drawing.marks:
        _add(root, mark)
    return ET.tostring(root, encoding="unicode")


def address(drawing: Drawing) -> str:
    """Return a drawing as an address that a picture's `src` takes, so that nothing is fetched."""
    written = quote(svg(drawing), safe=" =:/,;()")
    return f"data:image/svg+xml,{written}"


def _name(alt: str) -> dict[str, str]:
    return {"role": "img", "aria-label": alt} if alt else {"aria-hidden": "true"}


def _add(root: ET.Element, mark: Mark) -> None:
    name, attributes = _WRITTEN[type(mark)](mark)
    element = ET.SubElement(root, name, attributes)
    if isinstance(mark, Words):
        element.text = mark.text
        if mark.followed_by:
            rest = ET.SubElement(element, "tspan", {"font-weight": _WEIGHTS[not mark.bold]})
            rest.text = mark.followed_by


def _line(mark: Line) -> tuple[str, dict[str, str]]:
    dash = {"stroke-dasharray": mark.dash} if mark.dash else {}
    return "polyline", {
        "points": _points(mark.points),
        "fill": "none",
        "stroke": mark.colour,
        "stroke-width": _number(mark.width),
        "stroke-linejoin": "round",
        **dash,
    }


def _box(mark: Box) -> tuple[str, dict[str, str]]:
    return "rect", {
        "x": _number(mark.x),
        "y": _number(mark.y),
        "width": _number(mark.width),
        "height": _number(mark.height),
        "fill": mark.colour,
        **({"rx": _number(mark.rounded)} if mark.rounded else {}),
        **({"fill-opacity": f"{mark.opacity:g}"} if mark.opacity < 1 else {}),
        **_edge(mark.edge),
    }


def _shape(mark: Shape) -> tuple[str, dict[str, str]]:
    return "polygon", {
        "points": _points(mark.points),
        "fill": mark.colour,
        **_edge(mark.edge),
    }


def _dot(mark: Dot) -> tuple[str, dict[str, str]]:
    return "circle", {
        "cx": _number(mark.x),
        "cy": _number(mark.y),
        "r": _number(mark.radius),
        "fill": "#FFFFFF" if mark.hollow else mark.colour,
        **_edge(mark.colour),
    }


def _words(mark: Words) -> tuple[str, dict[str, str]]:
    return "text", {
        "x": _number(mark.x),
        "y": _number(mark.y),
        "fill": mark.colour,
        "font-size": _number(mark.size),
        "text-anchor": mark.anchor,
        **({"font-weight": "bold"} if mark.bold else {}),
    }


def _edge(colour: str) -> dict[str, str]:
    return {"stroke": colour, "stroke-width": "1.5"} if colour else {}


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    # Tenths of a pixel are as fine as anybody sees, and keep the page small.
    return f"{value:.1f}".removesuffix(".0")


_WRITTEN: Mapping[type, Callable[..., tuple[str, dict[str, str]]]] = {
    Line: _line,
    Box: _box,
    Shape: _shape,
    Dot: _dot,
    Words: _words,
}
