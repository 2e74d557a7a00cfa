"""200 problems of 5 to 60 servers: solved by the product's solver in one process, checked by HiGHS."""

import csv
import dataclasses
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import solve
from mps import Mps
from service import more_served

MAIN = "ai.llmd.wva.benchmark.SolveSmallProblems"
FOLDER = Path("src/test/java/ai/llmd/wva/benchmark")
SOURCES = [FOLDER / "SmallProblems.java", FOLDER / "SolveSmallProblems.java"]
SECONDS = 5
SECONDS_OF_HIGHS = 10
TOLERANCE = 1e-6


@dataclasses.dataclass
class Checked:
    name: str
    size: str
    unserved: str
    value: float
    bound: float
    service_proven: bool
    proven: bool
    seconds: float
    other: float | None
    other_bound: float
    other_seconds: float
    served: str

    def slack(self):
        return TOLERANCE * (1 + abs(self.value))

    def other_proven(self):
        return self.other is not None and self.other - self.other_bound <= self.slack()

    def missed(self):
        return self.other is not None and self.value > self.other + self.slack()

    def reached(self):
        return self.other_proven() and not self.missed()

    def other_reached(self):
        return self.other is not None and self.other <= self.value + self.slack()

    def contradiction(self):
        """What we claim and cannot be, if anything."""
        if self.other is not None and self.bound > self.other + self.slack():
            return f"our bound {self.bound} is above {self.other}, which HiGHS found"
        if self.value < self.other_bound - self.slack():
            return f"our plan of {self.value} is below {self.other_bound}, which HiGHS proved"
        if self.service_proven and self.served.startswith("yes"):
            return f"more can be served than we proved: {self.served}"
        return None


def checked(line, file):
    """A line of what the product wrote, with what HiGHS says of it."""
    started = time.monotonic()
    answer = solve.answer("HiGHS", str(file), SECONDS_OF_HIGHS, False)
    seconds = time.monotonic() - started
    saved = Mps(file)
    return Checked(
        name=line["number"],
        size=f"{line['servers']} x {line['types']}",
        unserved=line["unserved"],
        value=float(line["value"]),
        bound=float(line["bound"]),
        service_proven=line["serviceProven"] == "true",
        proven=line["proven"] == "true",
        seconds=float(line["millis"]) / 1000,
        other=answer["value"],
        other_bound=answer["bound"],
        other_seconds=seconds,
        served=more_served(file, saved, lambda asked: solve.answer("HiGHS", str(asked), SECONDS_OF_HIGHS, True)),
    )


def compiled(product_classes, folder):
    """Compiles what makes the problems; the class path to run it with."""
    classes = folder / "classes"
    done = subprocess.run(["javac", "-proc:none", "-cp", product_classes, "-d", str(classes), *map(str, SOURCES)])
    if done.returncode != 0:
        sys.exit(f"compare: javac failed, does {product_classes} have the classes of this version?")
    return os.pathsep.join([str(classes), product_classes])


def compared(classpath, folder):
    """Solves and checks all."""
    done = subprocess.run(["java", "-cp", classpath, MAIN, str(folder), str(SECONDS)])
    if done.returncode != 0:
        sys.exit(f"compare: {MAIN} failed with exit code {done.returncode}")
    with open(folder / "problems.csv", encoding="utf-8", newline="") as lines:
        return [checked(line, folder / f"{int(line['number']):03d}.mps") for line in csv.DictReader(lines)]


def contradictions(all_checked):
    return [f"small problem {one.name}: {text}" for one in all_checked if (text := one.contradiction())]


def is_notable(one):
    """Not known to be as good as can be."""
    return not one.reached() or one.served != "no"


def unserved_text(one):
    counts = [count.split(":") for count in one.unserved.split()]
    return ", ".join(f"{count} of priority {priority}" for priority, count in counts if count != "0") or "none"


def row(one):
    value = "none found" if one.other is None else f"{one.other:,.2f}{'' if one.other_proven() else ', not proven'}"
    return f"| {one.name} | {one.size} | {unserved_text(one)} | {one.value:,.2f} | {value} | {one.served} |"


def table(all_checked):
    ours = [one.seconds for one in all_checked]
    others = [one.other_seconds for one in all_checked]
    more = sum(one.served.startswith("yes") for one in all_checked)
    unknown = sum(one.served.startswith("unknown") for one in all_checked)
    lines = [
        f"| Of {len(all_checked)} small problems | wva | HiGHS |",
        "|---|--:|--:|",
        f"| optimum at that service found | {sum(one.reached() for one in all_checked)} "
        f"| {sum(one.other_proven() and one.other_reached() for one in all_checked)} |",
        f"| optimum proven by itself | {sum(one.proven for one in all_checked)} "
        f"| {sum(one.other_proven() for one in all_checked)} |",
        f"| seconds, median | {statistics.median(ours):.3f} | {statistics.median(others):.3f} |",
        f"| seconds, longest | {max(ours):.1f} | {max(others):.1f} |",
        f"| plans that leave servers unserved | {sum(unserved_text(one) != 'none' for one in all_checked)} | |",
        f"| more could be served | {more} | |",
    ]
    if unknown:
        lines.append(f"| not known whether more could be served | {unknown} | |")
    notable = [row(one) for one in all_checked if is_notable(one)]
    if notable:
        lines += [
            "",
            "| Small problem | Servers x types | Unserved | wva, cents/h | HiGHS, cents/h "
            "| HiGHS: could it serve more? |",
            "|---|--:|---|--:|--:|---|",
            *notable,
        ]
    return lines
