"""How near to failing do Altman's models place a firm? Three models, each for its own kind of firm.

Z (1968), listed manufacturers:          1.2 X1 + 1.4 X2 + 3.3 X3 + 0.6 X4 + 0.999 X5   safe above 2.99, distress below 1.81
Z' (1983), manufacturers not listed:     0.717 X1 + 0.847 X2 + 3.107 X3 + 0.420 X4 + 0.998 X5   2.90 and 1.23
Z'' (1995), other firms and emerging markets:  6.56 X1 + 3.26 X2 + 6.72 X3 + 1.05 X4    2.60 and 1.10

X1 working capital / total assets       X2 retained earnings / total assets       X3 operating profit (EBIT) / total assets
X4 equity / total liabilities: its market value in Z, its book value in Z' and Z''       X5 revenue / total assets
A score on a border is grey.

Sources: E. I. Altman, "Financial Ratios, Discriminant Analysis and the Prediction of Corporate Bankruptcy", Journal of
Finance 23(4), 1968, 589-609 (Z; that paper prints the first four weights for ratios in percent). E. I. Altman, "Corporate
Financial Distress", Wiley, 1983 (Z'). E. I. Altman, J. Hartzell and M. Peck, "Emerging Markets Corporate Bonds: A Scoring
System", Salomon Brothers, 1995 (Z''). All three side by side: E. I. Altman, "Predicting Financial Distress of Companies:
Revisiting the Z-Score and ZETA Models", 2000. Z'' is also printed with a constant of 3.25 added; the limits here are those
of the form without it.

Limits: fitted to firms of the United States, Z to 66 manufacturers of 1946 to 1965, so weights and borders drift with time,
country and accounting rules. No model is for banks, insurers or other financial firms. Young firms score low, because they
had no time to retain earnings. A score of accounts that are wrong or old is wrong or old. It says how alike a firm is to
firms that failed within about two years, not how probable failure is.
"""

from dataclasses import dataclass
from decimal import Decimal

from vendors.finance import ratios
from vendors.finance.lines import Amounts
from vendors.finance.ratios import Found, over

KINDS = ("listed-manufacturer", "private-manufacturer", "other", "financial")
COMMON = (
    "current_assets", "current_liabilities", "total_assets", "retained_earnings", "operating_profit", "total_liabilities",
)  # fmt: skip


@dataclass(frozen=True)
class Model:
    key: str
    weights: dict[str, Decimal]
    safe: Decimal
    distress: Decimal
    worth: str  # the line that X4 takes as the firm's worth

    @property
    def needs(self) -> tuple[str, ...]:
        return (*COMMON, self.worth, *(("revenue",) if "x5" in self.weights else ()))


def _model(key: str, weights: str, safe: str, distress: str, worth: str) -> Model:
    numbered = {f"x{number}": Decimal(weight) for number, weight in enumerate(weights.split(), 1)}
    return Model(key, numbered, Decimal(safe), Decimal(distress), worth)


MODELS = {
    "listed-manufacturer": _model("z", "1.2 1.4 3.3 0.6 0.999", "2.99", "1.81", "market_value"),
    "private-manufacturer": _model("z1", "0.717 0.847 3.107 0.420 0.998", "2.90", "1.23", "equity"),
    "other": _model("z2", "6.56 3.26 6.72 1.05", "2.60", "1.10", "equity"),
}


@dataclass(frozen=True)
class Score:
    """`parts`: x1 ... -> (ratio, weight, points). `zone`: safe, grey or distress; empty where the score is unknown."""

    model: Model
    found: Found
    parts: dict[str, tuple[Decimal, Decimal, Decimal]]

    @property
    def zone(self) -> str:
        return zone(self.model, self.found.value) if self.found.value is not None else ""


def of(kind: str, amounts: Amounts, months: int) -> Score | None:
    """The score by the model for this kind of firm; None for a financial firm, for which there is no model."""
    model = MODELS.get(kind)
    if model is None:
        return None
    parts: dict[str, tuple[Decimal, Decimal, Decimal]] = {}

    def work(given: Amounts, length: int) -> Decimal:
        for key, ratio in variables(model, given, length).items():
            parts[key] = (ratio, model.weights[key], ratio * model.weights[key])
        return sum((points for _ratio, _weight, points in parts.values()), Decimal(0))

    return Score(model, ratios.one(work, model.needs, amounts, months), parts)


def variables(model: Model, a: Amounts, months: int) -> dict[str, Decimal]:
    """Raises Undefined where total assets or total liabilities are nought."""
    assets = a["total_assets"]
    found = {
        "x1": over(a["current_assets"] - a["current_liabilities"], assets),
        "x2": over(a["retained_earnings"], assets),
        "x3": over(ratios.year(a["operating_profit"], months), assets),
        "x4": over(a[model.worth], a["total_liabilities"]),
    }
    if "x5" in model.weights:
        found["x5"] = over(ratios.year(a["revenue"], months), assets)
    return found


def zone(model: Model, score: Decimal) -> str:
    return "safe" if score > model.safe else "distress" if score < model.distress else "grey"
