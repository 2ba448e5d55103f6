"""What the commands about one file have in common: reading it within bounds, and refusing it in one line."""

import errno
import sys
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import BinaryIO, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from permits.plan.problem import printable

BAD_INPUT = 2
LONGEST_NAME = 300
#: So long a named pipe is waited for that nobody has opened for writing.
PATIENCE_S = 3


class FileCommand(BaseCommand):
    """Exit 2, with one line on standard error: the input cannot be used."""

    def refuse(self, why: str, file: str | Path | None = None) -> NoReturn:
        """Say on one line why, after the file it is about, whatever the file is called; exit 2."""
        about = "" if file is None else f"{printable(str(file), LONGEST_NAME)}: "
        self.stderr.write(about + " ".join(why.split()))
        sys.exit(BAD_INPUT)

    def bytes_of(self, file: str, largest: int) -> bytes:
        """The file, but at most one byte more than `largest`; refused when it cannot be read."""
        try:
            with _opened(Path(file)) as opened:
                return opened.read(largest + 1)
        except OSError as error:
            self.refuse(error.strerror or str(error), file)
        except ValueError as error:  # A path with a null byte.
            self.refuse(str(error), file)


def _opened(path: Path) -> BinaryIO:
    """The file, to be read; of a pipe somebody must hold the other end. Raises OSError and ValueError as open does."""
    if not path.is_fifo():
        return path.open("rb")
    # Opening a named pipe waits until somebody opens it for writing, be it for ever; waiting can only be left behind.
    outcome: Future[BinaryIO] = Future()
    Thread(target=_open, args=(path, outcome), daemon=True).start()
    try:
        return outcome.result(PATIENCE_S)
    except TimeoutError:
        raise TimeoutError(errno.ETIMEDOUT, _("nobody writes into this pipe"))


def _open(path: Path, outcome: "Future[BinaryIO]") -> None:
    try:
        outcome.set_result(path.open("rb"))
    except OSError as error:
        outcome.set_exception(error)
