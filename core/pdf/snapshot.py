"""Frozen snapshots of official documents: dataclass to JSON and back, refusing what does not belong."""

import dataclasses
import datetime as dt
import types
import typing
from typing import Any, Literal, Self, Union, get_args, get_origin


class SnapshotInvalid(ValueError):
    """JSON that is not this snapshot. `path` names the member, e.g. `$.phases[0].starts_on`; `code` is stable.

    Codes: member_missing, member_unknown, type_wrong, choice_wrong.
    """

    def __init__(self, path: str, code: str, detail: str = ""):
        super().__init__(f"{path}: {code}{f' ({detail})' if detail else ''}")
        self.path, self.code, self.detail = path, code, detail


@dataclasses.dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Base of every frozen record a document is drawn from; members are plain values, tuples or other snapshots.

    Dates travel as ISO 8601 text; a datetime must carry its offset and is printed in the offset it carries.
    """

    def to_json(self) -> dict[str, Any]:
        """A JSON-serialisable dict holding every member, in the order of the class."""
        return {field.name: _encode(getattr(self, field.name)) for field in dataclasses.fields(self)}

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """The snapshot that `to_json` gave. Raises SnapshotInvalid, naming the first member that is wrong."""
        return _decode_snapshot(cls, data, "$")


def _encode(value: Any) -> Any:
    if isinstance(value, Snapshot):
        return value.to_json()
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def _decode_snapshot(cls: type, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise SnapshotInvalid(path, "type_wrong", "an object is expected")
    fields = {field.name: field for field in dataclasses.fields(cls)}
    for name in data:
        if name not in fields:
            raise SnapshotInvalid(f"{path}.{name}", "member_unknown")
    hints = typing.get_type_hints(cls)
    values = {}
    for name, field in fields.items():
        if name in data:
            values[name] = _decode(hints[name], data[name], f"{path}.{name}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise SnapshotInvalid(f"{path}.{name}", "member_missing")
    return cls(**values)


def _decode(hint: Any, value: Any, path: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in get_args(hint):
            return None
        return _decode(next(option for option in get_args(hint) if option is not type(None)), value, path)
    if origin is Literal:
        if value not in get_args(hint):
            raise SnapshotInvalid(path, "choice_wrong", f"one of {', '.join(map(str, get_args(hint)))} is expected")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise SnapshotInvalid(path, "type_wrong", "a list is expected")
        return tuple(_decode(get_args(hint)[0], item, f"{path}[{index}]") for index, item in enumerate(value))
    if dataclasses.is_dataclass(hint):
        return _decode_snapshot(hint, value, path)
    if hint in (dt.date, dt.datetime):
        return _decode_moment(hint, value, path)
    return _decode_plain(hint, value, path)


def _decode_moment(hint: type, value: Any, path: str) -> dt.date | dt.datetime:
    try:
        moment = hint.fromisoformat(value)
    except (TypeError, ValueError):
        raise SnapshotInvalid(path, "type_wrong", f"an ISO {hint.__name__} is expected") from None
    if hint is dt.datetime and moment.utcoffset() is None:
        raise SnapshotInvalid(path, "type_wrong", "a datetime with its UTC offset is expected")
    return moment


def _decode_plain(hint: type, value: Any, path: str) -> Any:
    # bool is an int to Python and an int is a fair float to JSON; nothing else may pass for another.
    if isinstance(value, bool) and hint is not bool:
        raise SnapshotInvalid(path, "type_wrong", f"{hint.__name__} is expected")
    if hint is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, hint):
        raise SnapshotInvalid(path, "type_wrong", f"{hint.__name__} is expected")
    return value
