"""The ways news reaches people, one module each."""
