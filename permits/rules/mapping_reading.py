"""Reading a mapping file of an import, every fault noted by name."""

from dataclasses import dataclass, field
from typing import Any

from core.errors import Violation


class MappingInvalid(ValueError):
    """The mapping cannot be used. violations: every reason, with the codes of the function that read it."""

    def __init__(self, violations: tuple[Violation, ...]):
        super().__init__(", ".join(violation.code for violation in violations))
        self.violations = violations


@dataclass
class MappingReading:
    """What was found wrong so far. Codes: mapping_text_expected, mapping_texts_expected, mapping_object_expected,
    mapping_member_unknown."""

    violations: list[Violation] = field(default_factory=list)

    def refuse(self, code: str, member: str, **data: Any) -> None:
        """Note a fault of a member."""
        self.violations.append(Violation(code, {"member": member} | data, member))

    def text(self, value: Any, member: str) -> str:
        """A text that says something, else ""."""
        if isinstance(value, str) and value.strip():
            return value
        self.refuse("mapping_text_expected", member)
        return ""

    def texts(self, value: Any, member: str) -> tuple[str, ...]:
        """A list of texts, else nothing."""
        if isinstance(value, list) and all(isinstance(name, str) and name for name in value):
            return tuple(value)
        self.refuse("mapping_texts_expected", member)
        return ()

    def object_of(self, value: Any, member: str, allowed: tuple[str, ...]) -> dict | None:
        """A JSON object, its unknown members noted; else None."""
        if not isinstance(value, dict):
            self.refuse("mapping_object_expected", member)
            return None
        for name in value:
            if name not in allowed:
                self.refuse("mapping_member_unknown", f"{member}.{name}" if member else str(name))
        return value

    def finish(self) -> None:
        """Raises MappingInvalid when anything was wrong."""
        if self.violations:
            raise MappingInvalid(tuple(self.violations))
