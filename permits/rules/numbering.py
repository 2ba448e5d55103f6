"""How numbers are written; which number comes next is services.numbering."""


def works_number(year: int, serial: int) -> str:
    """URL-safe number of a works, from the draft on; gaps allowed."""
    return f"W{year}-{serial:06d}"


def case_number(year: int, serial: int) -> str:
    """URL-safe number of a case, from the draft on; gaps allowed."""
    return f"C{year}-{serial:06d}"


def document_number(pattern: str, *, year: int, serial: int) -> str:
    """文号 of an official document, by the city's pattern with {year} and {number}."""
    return pattern.format(year=year, number=serial)
