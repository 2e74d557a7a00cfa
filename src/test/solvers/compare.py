"""Runs the product and other solvers on the same problems, and writes a table of it into the page."""

import argparse
import dataclasses
import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

import problems
import small
from mps import Mps
from service import more_served

PAGE = Path("docs/optimize-comparison.md")
FOLDER = Path("target/solvers")
BEGIN, END = "<!-- compare: begin -->", "<!-- compare: end -->"
SMALL = "small problems"
SOLVERS = ["HiGHS", "SCIP", "CBC"]
TOLERANCE = 1e-6
PROVEN = 1e-7


@dataclasses.dataclass
class Problem:
    name: str
    servers: int = 0
    priorities: int = 1
    share: float = 1.0
    seed: int = 0
    sample: str = ""


PROBLEMS = [
    Problem("sample", sample="deploy/samples/optimize.yaml"),
    Problem("60 tight", 60, 1, 1.0, 1),
    Problem("60 scarce", 60, 3, 0.7, 2),
    Problem("200 tight", 200, 1, 1.0, 3),
    Problem("200 scarce", 200, 3, 0.7, 4),
    Problem("1,000 tight", 1000, 1, 1.0, 5),
    Problem("1,000 scarce", 1000, 3, 0.7, 6),
    Problem("1,000 scarce, one priority", 1000, 1, 0.6, 7),
    Problem("5,000 scarce", 5000, 3, 0.5, 8),
]


@dataclasses.dataclass
class Result:
    solver: str
    value: float | None
    bound: float
    seconds: float

    def gap(self):
        if self.value is None or self.bound == float("-inf"):
            return None
        return max(0.0, self.value - self.bound) / max(abs(self.value), 1e-9)


class Product:
    def __init__(self, command, limit):
        self.command = command
        self.limit = limit

    def version(self):
        return subprocess.run([*self.command, "--version"], capture_output=True, text=True).stdout.split("\n")[0]

    def optimize(self, file, mps, *options):
        log = Path(mps).with_suffix(".log")
        started = time.monotonic()
        with open(log, "w", encoding="utf-8") as out:
            code = subprocess.run(
                [*self.command, "optimize", "-f", str(file), "--save-problem", str(mps), *options],
                stdout=out,
                stderr=subprocess.STDOUT,
            ).returncode
        if code not in (0, 3):
            sys.exit(f"compare: optimize -f {file} failed with exit code {code}, see {log}")
        return time.monotonic() - started

    def input(self, problem):
        """The file that is planned."""
        if problem.sample:
            return Path(problem.sample)
        stem = re.sub(r"\W+", "-", problem.name)
        file, ample = FOLDER / f"{stem}.json", FOLDER / f"{stem}-ample.mps"
        made = problems.system(problem.servers, problem.priorities, problem.seed)
        file.write_text(json.dumps(made), encoding="utf-8")
        self.optimize(file, ample)
        problems.shorten(made, Mps(ample), problem.share, problem.seed)
        file.write_text(json.dumps(made, indent=1), encoding="utf-8")
        return file

    def solve(self, problem):
        mps = FOLDER / (re.sub(r"\W+", "-", problem.name) + ".mps")
        seconds = self.optimize(self.input(problem), mps, "--gap", "0", "--time-limit", f"{self.limit}s")
        saved = Mps(mps)
        return mps, saved, Result("wva", saved.value(), saved.bound(), seconds)


def run(solver, mps, limit, first_only=False):
    script = Path(__file__).with_name("solve.py")
    started = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, "-B", str(script), solver, str(mps), str(limit), "first" if first_only else "all"],
            capture_output=True,
            text=True,
            timeout=limit + 30,
        )
    except subprocess.TimeoutExpired:
        return None, time.monotonic() - started
    if done.returncode != 0:
        sys.exit(f"compare: {solver} failed on {mps}:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1]), time.monotonic() - started


def is_false(ours, other):
    return other.value is not None and ours.bound > other.value + TOLERANCE * (1 + abs(other.value))


def is_best(result, best):
    return result.value is not None and result.value <= best + TOLERANCE * (1 + abs(best))


def is_proven(result):
    return result.gap() is not None and result.gap() < PROVEN


def summary(solved):
    """Of all problems: how often each solver has the best value, proves it, or finds nothing."""
    lines = []
    for number, name in enumerate(["wva", *SOLVERS]):
        own = [results[number] for results in solved]
        best = [min(one.value for one in results if one.value is not None) for results in solved]
        having = sum(is_best(result, least) for result, least in zip(own, best))
        proving = sum(is_proven(result) for result in own)
        nothing = sum(result.value is None for result in own)
        lines.append(f"| {name} | {having} | {proving} | {nothing} |")
    return lines


def value_text(result, best):
    if result.value is None:
        return "none found"
    text = f"{result.value:,.2f}"
    return f"**{text}**" if is_best(result, best) else text


def gap_text(result):
    gap = result.gap()
    if gap is None:
        return "-"
    return "0" if is_proven(result) else f"{100 * gap:.4f} %"


def rows(problem, saved, served, results):
    best = min(result.value for result in results if result.value is not None)
    short = {priority: count for priority, count in saved.unserved().items() if count > 0}
    unserved = ", ".join(f"{count} of priority {priority}" for priority, count in short.items()) or "none"
    proven = "proven" if saved.service_proven() else "not proven"
    table, size = [], f"{saved.servers():,} x {saved.types()}"
    for number, result in enumerate(results):
        first = number == 0
        table.append(
            f"| {problem.name if first else ''} | {size if first else ''} | {result.solver} "
            f"| {value_text(result, best)} | {gap_text(result)} | {result.seconds:.1f} |"
        )
    return table, f"| {problem.name} | {unserved} | {proven} | {served} |"


def machine():
    model = "an unnamed processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = re.findall(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE)
        model = names[0] if names else model
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, load average {os.getloadavg()[0]:.1f}"


def report(product, measured_on, limit, solved, table, service, small_table):
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.split("\n")[0]
    versions = ", ".join(
        f"{name} {importlib.metadata.version(package)}"
        for name, package in [("highspy", "highspy"), ("PySCIPOpt", "pyscipopt"), ("CBC of PuLP", "pulp")]
    )
    return [
        BEGIN,
        "",
        f"Measured on {measured_on}.",
        f"Time limit: {limit} s for each solver and problem.",
        f"Versions: {product.version()} on {java}; {versions}.",
        "",
        f"| Of {len(solved)} problems | Best value | Proven optimum | No plan found |",
        "|---|--:|--:|--:|",
        *summary(solved),
        "",
        "| Problem | Servers x types | Solver | Value, cents/h | Gap | Seconds |",
        "|---|--:|---|--:|--:|--:|",
        *table,
        "",
        "| Problem | Servers that `optimize` leaves unserved | That no plan serves more | HiGHS: could it serve more? |",
        "|---|---|---|---|",
        *service,
        "",
        *small_table,
        "",
        END,
    ]


def arguments():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--jar", default="target/wva.jar")
    parser.add_argument("--classpath")
    parser.add_argument("--time-limit", type=int, default=15)
    parser.add_argument("--only", default="")
    parser.add_argument("--no-page", action="store_true")
    return parser.parse_args()


def main():
    chosen = arguments()
    if not chosen.classpath and not Path(chosen.jar).exists():
        sys.exit(f"compare: there is no {chosen.jar}: build it with mvn -q package -DskipTests")
    start = ["-cp", chosen.classpath, "ai.llmd.wva.cli.Main"] if chosen.classpath else ["-jar", chosen.jar]
    limit = chosen.time_limit
    product = Product(["java", *start], limit)
    measured_on = machine()
    FOLDER.mkdir(parents=True, exist_ok=True)
    small_classes = None
    if chosen.only in SMALL:
        small_classes = small.compiled(chosen.classpath or chosen.jar, FOLDER / "small")
    solved, table, service, false = [], [], [], []
    for problem in PROBLEMS:
        if chosen.only not in problem.name:
            continue
        mps, saved, ours = product.solve(problem)
        results = [ours]
        for solver in SOLVERS:
            answer, seconds = run(solver, mps, limit)
            bound = answer["bound"] if answer else float("-inf")
            results.append(Result(solver, answer["value"] if answer else None, bound, seconds))
        for other in results[1:]:
            if is_false(ours, other):
                false.append(f"{mps}: our bound {ours.bound} is above {other.value}, which {other.solver} found")
        served = more_served(mps, saved, lambda file: run("HiGHS", file, limit, first_only=True)[0])
        if saved.service_proven() and served.startswith("yes"):
            false.append(f"{mps}: more can be served than we proved: {served}")
        lines, row = rows(problem, saved, served, results)
        solved.append(results)
        table += lines
        service.append(row)
        print("\n".join([*lines, row]), flush=True)
    small_table = []
    if small_classes:
        checked = small.compared(small_classes, FOLDER / "small")
        false += small.contradictions(checked)
        small_table = small.table(checked)
    written = report(product, measured_on, limit, solved, table, service, small_table)
    if chosen.no_page or chosen.only:
        print("\n".join(written))
    else:
        before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
        PAGE.write_text(before + "\n".join(written) + rest.split(END)[1], encoding="utf-8")
    if false:
        sys.exit("compare: what we proved is false\n" + "\n".join(false))


if __name__ == "__main__":
    main()
