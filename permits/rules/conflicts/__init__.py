"""When works are in the way of something: of each other, of a way round, of a school, of the law.

Pure: `Site`s, roads and places in, `Conflict`s out; `judgement` applies every rule. What a conflict says in words
stands in `permits.messages_conflicts`.

- `days`: closed intervals of days. `occupation`: when a works closes the road, by day and hour, and what it closes.
- `shift`: by how many days a works must move so that nothing is left in its way.
- `same_place`, `detours`, `carriageways`, `way_round`, `no_dig`, `embargo`, `sensitive`, `trench`: one rule each.
- `conflict`: what each of them answers, and the order from the worst to the least.
"""
