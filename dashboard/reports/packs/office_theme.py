"""The look that office programs take for everything that an officer adds: colours and font."""

import re

from dashboard.charts.theme import ACCENT, GROUP, INK, NATIONAL, OTHERS, SERVICE

_PALETTE = (SERVICE, GROUP, NATIONAL, ACCENT, INK, OTHERS)
# Latin letters; Arabic and Hebrew ones, for which Arial has signs on every office machine.
_LATIN = re.compile(r'(<a:latin typeface=)"[^"]*"')
_OTHER_LETTERS = re.compile(r'(<a:font script="(?:Arab|Hebr)" typeface=)"[^"]*"')


def dressed(theme: bytes, font: str) -> bytes:
    """Return an office theme, which is XML, with the house's colours and a font."""
    look = theme.decode()
    for number, colour in enumerate(_PALETTE, start=1):
        new = f'<a:accent{number}><a:srgbClr val="{colour[1:]}"/></a:accent{number}>'
        look = re.sub(rf"<a:accent{number}>.*?</a:accent{number}>", new, look, flags=re.DOTALL)
    look = _LATIN.sub(rf'\g<1>"{font}"', look)
    return _OTHER_LETTERS.sub(r'\g<1>"Arial"', look).encode()
