"""What do the accounts of the demo's subcontractors say? One firm that stands well, and one that gets worse."""

import datetime

from config.demo.story import Story
from vendors.actions import statements

LINES = (
    "cash", "receivables", "inventories", "current_assets", "total_assets", "payables", "current_liabilities", "total_liabilities", "debt",
    "retained_earnings", "equity", "revenue", "cost_of_sales", "operating_profit", "depreciation", "interest", "net_profit", "operating_cash_flow",
)  # fmt: skip
# by firm: oldest year first, in thousands of euros
YEARS = {
    "brightmoor": [
        (900, 1_450, 210, 2_700, 6_100, 520, 1_300, 3_000, 1_400, 1_900, 3_100, 8_900, 5_200, 820, 410, 70, 560, 960),
        (1_150, 1_520, 230, 3_050, 6_400, 540, 1_350, 2_900, 1_200, 2_300, 3_500, 9_600, 5_500, 930, 420, 60, 650, 1_080),
        (1_400, 1_610, 240, 3_400, 6_800, 560, 1_400, 2_800, 1_000, 2_800, 4_000, 10_300, 5_900, 1_050, 430, 50, 750, 1_210),
    ],
    "northfell": [
        (420, 610, 90, 1_180, 2_600, 340, 900, 1_900, 980, 380, 700, 3_400, 2_300, 190, 120, 60, 90, 170),
        (230, 640, 80, 1_000, 2_450, 480, 1_020, 1_950, 1_050, 190, 500, 3_100, 2_250, 40, 120, 70, -190, -60),
    ],
}  # fmt: skip
NOTES = {
    "northfell": "Lost its largest customer in spring. The bank has prolonged the credit line for a year; ask again before a new engagement.",
    "brightmoor": "",
}


def enter(tale: Story) -> None:
    analyst, at = tale.staff("analyst"), tale.ago(72)
    for key, years in YEARS.items():
        last = at.year - 1
        for year, figures in zip(range(last - len(years) + 1, last + 1), years, strict=True):
            statements.enter(
                tale.firms[key], ends_on=datetime.date(year, 12, 31), months=12, currency="EUR", unit=1_000, kind="other",
                assurance="audited" if key == "brightmoor" else "none", is_consolidated=False, amounts=dict(zip(LINES, figures, strict=True)),
                source="Public register, invented for the demo", note=NOTES[key] if year == last else "", by=analyst, at=at,
            )  # fmt: skip
