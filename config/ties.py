"""What hangs on people, so that nobody is taken back out of the register from under it? Asked in this order."""

from access import ties as access

TIES = [access.of_people]

# What the people of a firm can no longer open once conditions are lost: asked before a paper is ended.
CLOSED = access.closed_by

# What of ours a firm works with: listed in the schedule of its agreement.
COVERED = access.covered
