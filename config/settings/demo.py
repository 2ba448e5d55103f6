"""The accounts of the demo city: made only with ENVIRONMENT=demo, refused in production."""

#: One password for all of them, printed by `make run`.
DEMO_PASSWORD = "roadworks-demo-2026"
#: Username → whose work it shows, in the order in which a file passes through their hands.
DEMO_ACCOUNTS = {
    "contractor": "applicant",
    "contractor2": "applicant of another organisation",
    "clerk": "window clerk",
    "squadron": "squadron officer",
    "partner": "second officer of the same squadron",
    "squadron2": "officer of another squadron",
    "reviewer": "order-section reviewer",
    "legal": "legal reviewer",
    "leader": "brigade leader",
    "agency": "partner agency",
    **{f"inspector{number}": "inspector" for number in range(1, 9)},
    "commander": "command centre",
    "archivist": "archivist",
    "admin": "administrator",
}
