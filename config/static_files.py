"""Static files under names that change with their content."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

#: Folders of files that come with packages: what they refer to is not ours to put right.
PACKAGED = ("admin/", "django_htmx/", "drf_spectacular_sidecar/", "rest_framework/", "vendor/")


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Rewrites the imports of ES modules too, so that modules need neither an import map nor a bundler.

    One of our own files that refers to a missing one stops collectstatic; a package's (a source map left out, an
    import in a comment) keeps its reference as it is.
    """

    support_js_module_import_aggregation = True

    def url_converter(self, name, hashed_files, template=None):
        convert = super().url_converter(name, hashed_files, template)
        if not name.startswith(PACKAGED):
            return convert

        def convert_or_keep(match):
            try:
                return convert(match)
            except ValueError:
                return match[0]

        return convert_or_keep
