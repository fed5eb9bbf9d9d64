"""`python -m benchmarks --size small|full`: each ratio in a line. Reported, never gating."""

import argparse

from benchmarks import measuring, reading


def main() -> None:
    """Runs every benchmark at the size asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--size", choices=("small", "full"), default="small")
    size = parser.parse_args().size
    for benchmark in (reading, measuring):
        for ratio in benchmark.run(size):
            print(ratio, flush=True)


if __name__ == "__main__":
    main()
