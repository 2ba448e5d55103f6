"""Repeatable measurements of the whole house: `make bench`."""
