"""How views describe themselves: an action by what its door takes, everything else by what stands at its handlers."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class BearerScheme(OpenApiAuthenticationExtension):
    """`Authorization: Bearer KEY`."""

    target_class = "api.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}


class CookieScheme(OpenApiAuthenticationExtension):
    """The session of the pages, with X-CSRFToken on unsafe calls."""

    target_class = "api.authentication.CookieAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


class DoorSchema(AutoSchema):
    """The description of one operation."""

    @property
    def _door(self):
        return getattr(self.view, "door", None)

    def get_operation_id(self) -> str:
        if self._door is None:
            return super().get_operation_id()
        return f"{self.view.about}_{self._door.action.value}"

    def get_request_serializer(self):
        if self._door is None:
            return super().get_request_serializer()
        if self._door.with_files:
            return {"application/json": self._door.inputs, "multipart/form-data": self._door.inputs}
        return self._door.inputs

    def get_response_serializers(self):
        if self._door is None:
            return super().get_response_serializers()
        if self._door.removes:
            return {204: None}
        return {self._door.status: self._door.output} if self._door.output is not None else self.view.output

    def get_summary(self):
        return self._door.summary if self._door is not None else super().get_summary()

    def get_description(self) -> str:
        """The handler's own words; for an action what its input says."""
        if self._door is not None:
            return (self._door.inputs.__doc__ or "").strip()
        return super().get_description()

    def get_tags(self) -> list[str]:
        """The first part of the address."""
        return [self.path.removeprefix("/api/v1/").strip("/").split("/")[0]]
