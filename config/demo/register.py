"""What does the demo company own that it protects? Assets of every class."""

from access.actions import assets
from access.models import AssetClass
from config.demo.story import Story

# short name: (name, kind, class, what it is, what a requester is asked)
ASSETS = {
    "handbook": ("Supplier handbook", "know_how", "internal", "How we order, label and accept parts.", ""),
    "fixtures": ("Gripper G4 test fixtures", "drawing", "internal", "Drawings of the fixtures that hold a gripper on the bench.", ""),
    "housing": ("Gearbox H2 housing drawings", "drawing", "confidential", "Castings and machining of the joint gearbox.",
                "Name the part and the operation that you need the drawing for."),
    "firmware": ("Motor controller firmware", "source_code", "confidential", "Source code of the joint controllers, release 7.", ""),
    "endurance": ("Gripper G4 endurance data", "test_data", "restricted", "Two million cycles, with every failure.",
                  "Say which test series you are evaluating."),
    "optics": ("Wrist camera design", "design", "restricted", "Lens stack and calibration of the wrist camera.", ""),
    "lattice": ("Lattice calibration method", "trade_secret", "trade-secret", "How a joint is calibrated in one pass.",
                "Say why the summary is not enough."),
}  # fmt: skip


def fill(tale: Story) -> None:
    classes = {each.key: each for each in AssetClass.objects.all()}
    for key, (name, kind, asset_class, what, prompt) in ASSETS.items():
        tale.assets[key] = assets.register(
            name=name, kind=kind, asset_class=classes[asset_class], owner=tale.accounts["owner"], what=what, prompt=prompt,
            by=tale.staff("owner"), at=tale.ago(110),
        )  # fmt: skip
