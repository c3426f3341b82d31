"""Which command was asked for? The commands in bin/ end up here; everything below is standard library only."""

import sys
from importlib import import_module

COMMANDS = {"run": "running", "test": "testing", "check": "checking", "manage": "managing"}

if __name__ == "__main__":
    module = import_module(f"bootstrap.{COMMANDS[sys.argv[1]]}")
    sys.exit(module.main(sys.argv[2:]))
