"""What are the formats called, and of which files does a list consist?"""

from django.utils.translation import gettext_lazy as _l

CHOICES = [
    ("ofac_xml", _l("OFAC SDN, XML")),
    ("ofac_csv", _l("OFAC SDN, CSV (SDN.CSV, ALT.CSV, ADD.CSV)")),
    ("un_xml", _l("UN consolidated list, XML")),
    ("eu_xml", _l("EU consolidated list, XML 1.1")),
    ("eu_csv", _l("EU consolidated list, CSV 1.1")),
    ("opensanctions_csv", _l("OpenSanctions, targets.simple.csv")),
    ("opensanctions_ftm", _l("OpenSanctions, FollowTheMoney JSON lines")),
]
ENDINGS = {key: {"xml": ".xml", "csv": ".csv", "ftm": ".json"}[key.rpartition("_")[2]] for key, _name in CHOICES}
MORE_PARTS = {"ofac_csv": ("aliases", "addresses")}  # files that may come with the main one
