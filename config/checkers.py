"""Who can say that a sealed paper is ours? One checker an app (core.verifying), asked in this order by /verify/."""

from access import checker as access
from agreements import checker as agreements
from training import checker as training
from vendors import checker as vendors

CHECKERS = [agreements.check, training.check, vendors.check, access.check]
