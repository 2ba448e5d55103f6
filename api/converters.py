"""What the keys in addresses look like; an address that does not is not found."""

from django.urls.converters import StringConverter, register_converter


class CaseNumber(StringConverter):
    regex = "C[0-9]{4}-[0-9]{6,9}"


class WorksNumber(StringConverter):
    regex = "W[0-9]{4}-[0-9]{6,9}"


class OrderNumber(StringConverter):
    regex = "O[0-9]{4}-[0-9]{6,9}"


class ReportNumber(StringConverter):
    regex = "R[0-9]{4}-[0-9]{6,9}"


class VerifyCode(StringConverter):
    regex = "[0-9A-Za-z]{4,16}"


def register() -> None:
    """Make them known to Django's addresses."""
    for name, converter in {
        "case": CaseNumber,
        "works": WorksNumber,
        "order": OrderNumber,
        "report": ReportNumber,
        "code": VerifyCode,
    }.items():
        register_converter(converter, name)
