"""Static files under names that change with their content, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Rewrites the imports of ES modules too, so that modules need neither an import map nor a bundler."""

    support_js_module_import_aggregation = True
