"""The JSON door: who may knock how often, and what its description says."""

from config.settings.env import env
from config.settings.security import PROXY_COUNT

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.BearerAuthentication",
        "api.authentication.CookieAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["api.parsing.StrictJsonParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.PersonThrottle", "api.throttling.StrangerThrottle"],
    # Calls per person, and per address without log-in.
    "DEFAULT_THROTTLE_RATES": {
        "person": env.str("API_RATE_PERSON", default="1200/min"),
        "stranger": env.str("API_RATE_STRANGER", default="120/min"),
    },
    "NUM_PROXIES": PROXY_COUNT,
    "DEFAULT_SCHEMA_CLASS": "api.description.schema.DoorSchema",
    "EXCEPTION_HANDLER": "api.errors.answer",
}

#: How long an answer is kept under its Idempotency-Key, in hours.
API_IDEMPOTENCY_HOURS = 24
#: The largest JSON body, in bytes; uploads have their own limits.
API_JSON_MAX_BYTES = 5_000_000

SPECTACULAR_SETTINGS = {
    "TITLE": "Road works permits and supervision",
    "DESCRIPTION": "Everything the pages can do, for machines. Times are ISO 8601, days are the city's calendar days, "
    "geometries are GeoJSON in WGS84 longitude and latitude.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "Stage": "permits.lifecycle.Stage",
        "WorksState": "permits.lifecycle.State",
        "CaseKind": "permits.lifecycle.Kind",
        "Closure": "permits.models.place.Closure",
        "RoadKind": "permits.models.place.RoadKind",
        "RoadClass": "permits.models.place.RoadClass",
        "DocumentStatus": "permits.models.document.IssuedDocument.Status",
        "Verdict": "permits.models.opinion.Opinion.Verdict",
        "OrganisationKind": "core.models.organisation.Organisation.Kind",
        "OrganisationStatus": "core.models.organisation.Organisation.Status",
        "VisitState": "inspections.lifecycle.VisitState",
        "OrderState": "inspections.lifecycle.OrderState",
        "OrderKind": "inspections.lifecycle.OrderKind",
        "ReportState": "inspections.lifecycle.ReportState",
        "ChecklistResult": "inspections.models.visit.ChecklistResult.Result",
        "Severity": "inspections.lifecycle.Severity",
        "Role": "core.roles.Role",
        "Recommendation": "permits.models.case.Recommendation",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.description.hooks.forget_column_bounds",
        "api.description.hooks.describe_refusals",
        "api.description.hooks.describe_idempotency",
    ],
}
