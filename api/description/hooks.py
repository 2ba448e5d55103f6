"""What every operation has and none should repeat: how it refuses, and the key that makes it happen once."""

from typing import Any

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem. Members beyond these depend on the code: action, reason, stage, allowed, seen, "
    "current, changed_by, changed_at.",
    "required": ["type", "title", "status", "detail", "instance", "code", "violations", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string", "description": "Stable name of the refusal."},
        "violations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "field", "message", "data"],
                "properties": {
                    "code": {"type": "string"},
                    "field": {"type": "string", "description": "Path of the member, empty for the whole."},
                    "message": {"type": "string", "description": "A sentence in the language of Accept-Language."},
                    "data": {"type": "object"},
                },
            },
        },
        "request_id": {"type": "string"},
    },
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "1 to 128 visible ASCII characters. The same key with the same body is done once and answered "
    "again with Idempotency-Replayed: true; with another body it is refused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 128},
}
UNSAFE = ("post", "put", "patch", "delete")


def describe_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation may answer with a problem."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    refusal = {
        "description": "Refused; nothing was changed.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for _method, operation in _operations(result):
        operation["responses"]["default"] = refusal
    return result


def describe_idempotency(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every unsafe operation honours the key."""
    for method, operation in _operations(result):
        if method in UNSAFE:
            operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    return result


def _operations(result: dict[str, Any]):
    for path in result.get("paths", {}).values():
        yield from path.items()


#: What databases say of their integer columns; each says something else, and none of it concerns a caller.
_COLUMN_BOUNDS = frozenset({32767, -32768, 2**31 - 1, -(2**31), 2**63 - 1, -(2**63)})


def forget_column_bounds(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Describe the same on every database."""
    left: list[Any] = [result]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            for bound in ("maximum", "minimum"):
                if isinstance(node.get(bound), int) and node[bound] in _COLUMN_BOUNDS:
                    del node[bound]
            if node.get("format") == "int64":
                del node["format"]
        left += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return result
