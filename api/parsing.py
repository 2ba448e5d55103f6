"""Reads a JSON body strictly: what could not be stored or means two things is refused before anybody acts on it."""

import json
import math
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer


class BodyTooLarge(APIException):
    """More than API_JSON_MAX_BYTES."""

    status_code = 413
    default_code = "body_too_large"


class StrictJsonParser(BaseParser):
    """One JSON object in UTF-8. Refused: repeated members, NaN and Infinity, numbers beyond floats, NUL and half
    characters in texts, nesting beyond what can be read.
    """

    media_type = "application/json"
    renderer_class = JSONRenderer

    def parse(self, stream, media_type=None, parser_context=None) -> dict[str, Any]:
        """The decoded object. Raises ParseError or BodyTooLarge."""
        raw = stream.read(settings.API_JSON_MAX_BYTES + 1)
        if len(raw) > settings.API_JSON_MAX_BYTES:
            raise BodyTooLarge(_("The body is too large; at most %(bytes)s bytes.") % {
                "bytes": settings.API_JSON_MAX_BYTES
            })  # fmt: skip
        return decoded(raw)


def decoded(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`; an empty body is an empty object. Raises ParseError."""
    if not raw.strip():
        return {}
    try:
        data = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse_word, parse_float=_finite
        )
        _refuse_unstorable(data)
    except UnicodeDecodeError:
        raise ParseError(_("The body is not UTF-8."))
    except RecursionError:
        raise ParseError(_("The body is nested too deeply."))
    except json.JSONDecodeError as error:
        raise ParseError(
            _("The body is not JSON: line %(line)s, column %(column)s.") % {"line": error.lineno, "column": error.colno}
        )
    except ValueError:  # Python refuses to build an integer of thousands of digits.
        raise ParseError(_("The body contains a number that is too long."))
    if not isinstance(data, dict):
        raise ParseError(_("The body must be a JSON object."))
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ParseError(_("The member “%(name)s” stands there twice.") % {"name": name[:60]})
        found[name] = value
    return found


def _refuse_word(word: str) -> Any:
    raise ParseError(_("%(word)s is not JSON.") % {"word": word})


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ParseError(_("The body contains a number that is too large."))
    return number


def _refuse_unstorable(data: Any) -> None:
    """Texts a database cannot keep: NUL, and halves of characters (surrogates)."""
    left = [data]
    while left:
        value = left.pop()
        if isinstance(value, str):
            if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
                raise ParseError(_("A text contains a character that cannot be stored."))
        elif isinstance(value, dict):
            left += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            left += value
