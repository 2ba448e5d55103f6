"""Icons drawn into the page from the one sprite of Bootstrap Icons, so that no page fetches a font or a sprite."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_SYMBOL = re.compile(r'<symbol[^>]*viewBox="([^"]+)"[^>]*id="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


class IconUnknown(LookupError):
    """No icon of this name in the sprite: a slip of the template, not of the person."""


@cache
def _shapes(sprite: Path) -> dict[str, tuple[str, str]]:
    return {name: (box, body) for box, name, body in _SYMBOL.findall(sprite.read_text(encoding="utf-8"))}


def icon_svg(name: str) -> SafeString:
    """The icon as decorative inline SVG in the colour of the text; the words beside it carry the meaning.

    Returns nothing while the front-end packages are not installed; raises IconUnknown for a name they do not have.
    """
    if not settings.ICON_SPRITE.exists():
        return mark_safe("")
    try:
        box, body = _shapes(settings.ICON_SPRITE)[name]
    except KeyError:
        raise IconUnknown(name)
    return format_html(
        '<svg class="icon" viewBox="{}" width="16" height="16" fill="currentColor" aria-hidden="true">{}</svg>',
        box,
        mark_safe(body),
    )
