"""Running a management command as a shell does."""

from io import StringIO

from django.core.management import call_command


def run(*args) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command with these arguments."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*map(str, args), stdout=out, stderr=err, no_color=True)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()
