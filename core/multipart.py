"""Form uploads whose file names keep the path somebody put into them, so that it can be refused instead of cut off."""

import html

from django.http.multipartparser import MultiPartParser

#: Stands where a path separator stood: no name of a file people choose has it.
PATH_SIGN = "\u2215"
_MARKED = {ord("/"): PATH_SIGN, ord("\\"): PATH_SIGN}


class PathKeepingParser(MultiPartParser):
    """Django's parser, but for the silence: `../plan.pdf` arrives as `..∕plan.pdf`, and core.files refuses it."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        """The name with every path separator turned into PATH_SIGN; None when nothing is left."""
        name = html.unescape(file_name)
        if "/" in name or "\\" in name:
            return "".join(character for character in name.translate(_MARKED) if character.isprintable())
        return super().sanitize_file_name(file_name)
