"""The fonts of the pack's paper, and words without the signs that none of them has."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

# The house's font first; the others have what it lacks.
FONT_FAMILIES = ("Source Sans 3", "Noto Sans Arabic", "Heebo")
_FONT_FILES = (
    ("fontpkg_source_sans_3", "SourceSans3[wght].ttf"),
    ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    ("fontpkg_heebo", "Heebo[wght].ttf"),
)
NO_SUCH_SIGN = "□"
# Joiners, marks of direction, a soft hyphen and which look a sign has: nobody sees them.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
_NO_SIGNS = frozenset({"Cc", "Co", "Cs", "Cn"})
# Text in a PDF may not have it.
_BYTE_ORDER = "\ufeff"
_NO_BREAK = "\u00a0"
_SPACES = frozenset({"Zs", "Zl", "Zp"})


def font_paths() -> tuple[Path, ...]:
    """Return the files of the pack's fonts, in the order of `FONT_FAMILIES`."""
    return tuple(Path(str(files(package))) / "files" / name for package, name in _FONT_FILES)


def printable(text: str) -> str:
    r"""Return a text as the fonts can print it: □ in place of each sign that none of them has.

    A sign is printed together with the marks upon it, so one font must have them all. Line breaks
    stay, other white space is a space.

    >>> printable("Ŵyn \U0001f600 #let x\x07")
    'Ŵyn □ #let x□'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_signs(unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))


def _signs(text: str) -> Iterator[str]:
    fonts: frozenset[int] = frozenset()
    for sign in text:
        if sign == "\n" or _is_space(sign):
            fonts = frozenset()
            yield "\n" if sign == "\n" else " "
            continue
        joined = _fonts_of(sign) & fonts if _is_mark(sign) else _fonts_of(sign)
        if joined:
            fonts = joined
            yield sign
        elif sign not in _UNSEEN:
            fonts = _fonts_of(NO_SUCH_SIGN)
            yield NO_SUCH_SIGN


def _is_space(sign: str) -> bool:
    return sign in "\t\r" or (sign != _NO_BREAK and unicodedata.category(sign) in _SPACES)


def _is_mark(sign: str) -> bool:
    return sign in _UNSEEN or unicodedata.category(sign).startswith("M")


@lru_cache(maxsize=4096)
def _fonts_of(sign: str) -> frozenset[int]:
    """Return which fonts have a sign; what is no sign is refused, though fonts list some such."""
    if sign == _BYTE_ORDER or unicodedata.category(sign) in _NO_SIGNS:
        return frozenset()
    return frozenset(place for place, held in enumerate(_coverage()) if ord(sign) in held)


@cache
def _coverage() -> tuple[frozenset[int], ...]:
    return tuple(_signs_in(path) for path in font_paths())


def _signs_in(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
