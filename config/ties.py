"""What hangs on people, so that nobody is taken back out of the register from under it? Asked in this order."""

from access import ties as access

TIES = [access.of_people]
