#!/usr/bin/env python3
"""Is this exported trail whole? For anybody with Python 3.11 and nothing else.

    python3 verify_trail.py trail.jsonl --checkpoints FOLDER --key HEX

FOLDER holds the checkpoints that left the machine while the trail grew (files or saved mails), HEX is the public key
handed over when the first one left. Without them an edit is found, but not a trail that was cut short or made anew.
Exit status: 0 whole, 1 damaged, 2 it could not be checked.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [
    str(HERE),
    str(HERE.parent / "core"),
]  # in an export the code lies beside this file, in the project in core/

from verification import trail, witness  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trail", type=Path, help="trail.jsonl as written by export_trail")
    parser.add_argument("--checkpoints", type=Path, help="a folder of checkpoints that left the machine")
    parser.add_argument("--key", default="", help="the trail's public key, 64 hex digits")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    asked = parser.parse_args(arguments)
    try:
        left = list(witness.read_folder(asked.checkpoints, asked.key)) if asked.checkpoints else []
        with asked.trail.open(encoding="utf-8") as lines:
            report = trail.examine((json.loads(line) for line in lines), left)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"The export cannot be read: {error}", file=sys.stderr)
        return 2
    print(json.dumps({"whole": report.is_whole, **asdict(report)}) if asked.json else "\n".join(trail.tell(report)))
    return 0 if report.is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
