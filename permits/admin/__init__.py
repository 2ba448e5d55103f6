"""The administration of works and cases, and of the city around them."""

from permits.admin import looked_up, surroundings

__all__ = ["looked_up", "surroundings"]
