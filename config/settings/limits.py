"""How often somebody may do what needs no account: acts, and the seconds in which they may be done."""

import environ

env = environ.Env()

HOUR, DAY, HOLD = 3600, 24 * 3600, 15 * 60

# A dormitory, a factory and a village share one address: those limits are wide, a browser's and a number's are narrow.
DAJI_RATES = {
    "apply_address": (env.int("DAJI_APPLY_PER_ADDRESS", default=60), HOUR),
    "apply_person": (env.int("DAJI_APPLY_PER_PERSON", default=20), HOUR),
    "apply_number": (env.int("DAJI_APPLY_PER_NUMBER", default=20), DAY),
    "hold_address": (env.int("DAJI_GUEST_HOLDS_PER_ADDRESS", default=300), HOLD),
    "hold_basket": (env.int("DAJI_GUEST_HOLDS_PER_BASKET", default=60), HOLD),
    "link_order": (env.int("DAJI_ORDER_LINKS_PER_DAY", default=3), DAY),
}
# How much of one batch all guests of one network address may have on hold together.
DAJI_GUEST_BATCH_PERCENT = env.int("DAJI_GUEST_BATCH_PERCENT", default=25)
# A guest's link to an order opens it for so long after the last thing that happened to it.
DAJI_ORDER_LINK_DAYS = env.int("DAJI_ORDER_LINK_DAYS", default=90)
