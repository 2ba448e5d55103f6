"""A migration's operation for words of fields: labels, help texts and the names of choices, which no database keeps."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AlterWords(Operation):
    """All of an app's at once.

    words: model → field → its attributes, of WORDS only. An AlterField for each would render the models anew each time,
    which for some hundred fields takes longer than all other migrations together.
    """

    WORDS = frozenset({"verbose_name", "help_text", "choices"})
    reduces_to_sql = False

    def __init__(self, words: dict[str, dict[str, dict[str, Any]]]):
        if others := {one for fields in words.values() for field in fields.values() for one in field} - self.WORDS:
            raise ValueError(f"no words: {sorted(others)}")
        self.words = words

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for model, fields in self.words.items():
            known = state.models[app_label, model.lower()].fields
            for name, attributes in fields.items():
                _name, _path, arguments, options = known[name].deconstruct()
                known[name] = type(known[name])(*arguments, **options | attributes)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing: no database keeps words."""

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing, as forwards."""

    def describe(self) -> str:
        return "Words of the fields of " + ", ".join(self.words)
