"""`python -m benchmarks --size small|full`: each ratio in a line. Reported, never gating.

`--only pages` runs one of them. What needs a database makes one of its own in a folder that goes with the run.
"""

import argparse
import os
import tempfile
from importlib import import_module

NAMES = (
    "reading",
    "bringing",
    "documents",
    "writing",
    "measuring",
    "figures",
    "consolidating",
    "pages",
    "board",
    "projects",
    "accepting",
    "worker",
)


def main() -> None:
    """Runs every benchmark at the size asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--only", choices=NAMES, action="append")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rumbo-benchmarks-") as folder:
        # The settings of an installation, less https and the logs: what is timed is what runs.
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
            "RUMBO_DATA_DIR": folder,
            "RUMBO_DATABASE_URL": f"sqlite:///{folder}/rumbo.sqlite3",
            "RUMBO_SECRET_KEY": "known-to-everybody-and-used-by-benchmarks-only",
            "RUMBO_HTTPS": "0",
            "RUMBO_STATIC_COLLECTED": "0",
            "RUMBO_ALLOWED_HOSTS": "testserver,localhost",
            "RUMBO_LOG_LEVEL": "ERROR",
        }
        for name in asked.only or NAMES:
            for told in import_module(f"benchmarks.{name}").run(asked.size):
                print(told, flush=True)


if __name__ == "__main__":
    main()
