"""Tells browsers to run and load nothing but what this server sends."""

from django.conf import settings


def policy_header(policy: dict[str, list[str]]) -> str:
    """The value of Content-Security-Policy for a policy {directive: sources}."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


class ContentSecurityMiddleware:
    """Sets Content-Security-Policy and Permissions-Policy on every response that has not set its own."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = policy_header(settings.CONTENT_SECURITY_POLICY)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        # Inspectors' pages record a position and take photos; nothing else of the device is anybody's business.
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response
