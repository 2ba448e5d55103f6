"""What `people` puts into the menu and on the desk."""

from web.shell.dashboard import Card
from web.shell.menu import MenuItem

ITEMS: tuple[MenuItem, ...] = ()
CARDS: tuple[Card, ...] = ()
