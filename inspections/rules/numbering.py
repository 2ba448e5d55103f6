"""How numbers of orders and reports are written."""


def order_number(year: int, serial: int) -> str:
    """URL-safe number of an order; the official 文号 stands on its document."""
    return f"O{year}-{serial:06d}"


def report_number(year: int, serial: int) -> str:
    """URL-safe number of a report from the public."""
    return f"R{year}-{serial:06d}"
