"""The cards of /desk/: one registry, filled once by the areas."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.models import User
from core.roles import Role

_cards: dict[str, "Card"] = {}


@dataclass(frozen=True)
class Card:
    """One card of the desk.

    key: unique name. template: drawn with what `content(user)` returns, plus `title`.
    content: the card's context, or None when the card has nothing to say to this person.
    roles: who sees it (empty: everybody). wide: takes the whole row.
    """

    key: str
    title: str
    template: str
    content: Callable[[User], dict | None]
    roles: frozenset[Role] = frozenset()
    order: int = 100
    wide: bool = False


@dataclass(frozen=True)
class FilledCard:
    """A card with its content, ready to be drawn."""

    card: Card
    content: dict


def install(cards: Iterable[Card]) -> None:
    """Add cards; the same key again replaces the earlier card."""
    for card in cards:
        _cards[card.key] = card


def cards_for(user: User) -> list[FilledCard]:
    """The cards `user` finds on the desk, in order; cards with nothing to say are left out."""
    visible = [card for card in _cards.values() if not card.roles or user.role in card.roles]
    filled = [FilledCard(card, card.content(user)) for card in sorted(visible, key=lambda card: card.order)]
    return [one for one in filled if one.content is not None]
