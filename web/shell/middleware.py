"""The interface follows the person's choice, then the browser, then Chinese."""

from django.utils import translation


class PersonLanguageMiddleware:
    """Activates the signed-in person's language; LocaleMiddleware has already chosen for everyone else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = getattr(request.user, "language", "")
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
