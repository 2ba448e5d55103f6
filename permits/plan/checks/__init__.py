"""The rules of the checker, by topic: each a small pure function from a situation to its findings."""
