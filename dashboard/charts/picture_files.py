"""A picture as a file: SVG for documents that keep it sharp, PNG for all others."""

from functools import lru_cache
from importlib.resources import as_file, files

from dashboard.charts.drawing import Drawing, svg

PNG, SVG = "image/png", "image/svg+xml"
# Two pixels for each of the drawing, so that it is sharp in print.
_ZOOM = 2
_FONT_PACKAGE, _FONT_FILE = "fontpkg_source_sans_3", "files/SourceSans3[wght].ttf"


def svg_bytes(drawing: Drawing) -> bytes:
    """Return a picture as an SVG file, whose words stay words."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + svg(drawing).encode()


def png_bytes(drawing: Drawing) -> bytes:
    """Return a picture as a PNG file, in the house's font, whatever fonts the machine has."""
    return _png(svg(drawing))


# Slides and text of one pack have the same pictures, and each slide of a section the same code.
@lru_cache(maxsize=64)
def _png(picture: str) -> bytes:
    # Loaded when the first picture is saved: no page waits for it.
    import resvg_py

    with as_file(files(_FONT_PACKAGE) / _FONT_FILE) as font:
        return resvg_py.svg_to_bytes(
            svg_string=picture,
            zoom=_ZOOM,
            skip_system_fonts=True,
            font_files=[str(font)],
            font_family="Source Sans 3",
        )
