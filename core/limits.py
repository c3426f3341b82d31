"""How much is too much? Every limit on what one caller may ask for, in one table."""

import datetime

PAGE_ROWS = 50  # rows of a list page, desk and API
PAGE_ROWS_MOST = 200  # the most an API caller may ask for with ?limit=
EXACT_COUNT = 1000  # totals are exact up to here, then "1,000+"
SUB_SUPPLIERS = 300  # that work for one subcontractor at a time, however deep
SUB_SUPPLIERS_EVER = 3_000  # those that have ended included
SUB_SUPPLIER_WORDS = 100  # times that a contact says something else of one of them
CHOSEN_ROWS = 500  # rows of a list that one deed of the bulk bar takes
BULK_FIRMS = 1_000  # firms that one agreement is issued to as one act, and papers that one act signs
EXPORT_ROWS = 50_000  # rows in one export
SEARCH_LENGTH = 100  # characters of a search text that are looked at
EVALUATIONS = 1000  # questions in one call for decisions
BODY_BYTES = 2 * 1024 * 1024  # one JSON body
BODY_DEPTH = 20  # nested lists and objects in a JSON body
CALLS, CALLS_SECONDS = 600, 60  # API calls of one key in that many seconds
RETRY_SECONDS = 10  # when to come back while the database is away
IDEMPOTENCY_KEY_LENGTH = 120  # characters of an Idempotency-Key
IDEMPOTENCY_HOURS = 24  # how long its answer is kept
REPORTS = "6/h/key"  # reports without a name from one address
RECEIPTS = "20/15m/key"  # receipt codes tried from one address, right ones and wrong ones
REPORTERS_FILE_BYTES = 25 * 1024 * 1024  # one file of a reporter without a name
SECOND_PRESS = datetime.timedelta(minutes=1)  # within it, the same words of the same person are said once
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)  # a day beyond is a slip of the hand
