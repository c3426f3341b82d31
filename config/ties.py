"""What hangs on people, so that nobody is taken back out of the register from under it? Asked in this order."""

from access import ties as access

TIES = [access.of_people]

# What a firm's people can open at a moment: asked before and after, it tells what the end of a paper closes.
OPENED = access.usable
