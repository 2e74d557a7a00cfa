"""What 'wva optimize --save-problem' wrote."""

import dataclasses
import re


@dataclasses.dataclass
class Choice:
    value: float
    devices: dict


class Mps:
    def __init__(self, file):
        with open(file, encoding="utf-8") as lines:
            self.lines = lines.read().splitlines()

    def _comment(self, pattern):
        return next(match.group(1) for line in self.lines if (match := re.match(pattern, line)))

    def value(self):
        return float(self._comment(r"\* Value of the plan: +(\S+)"))

    def bound(self):
        text = self._comment(r"\* Proven lower bound: +(\S+)")
        return float("-inf") if text == "none" else float(text)

    def service_proven(self):
        return self._comment(r"\* Proven that no plan serves more.*: (\S+)") == "yes"

    def _columns(self):
        inside = False
        for line in self.lines:
            if line[:1].isalpha():
                inside = line == "COLUMNS"
            elif inside and "'MARKER'" not in line:
                yield line.split()

    def choices(self):
        """By server the ways to serve it."""
        found = {}
        for column, row, amount in self._columns():
            server = column.split(":")[0]
            choice = found.setdefault(server, {}).setdefault(column, Choice(0, {}))
            if row == "cents_per_hour":
                choice.value = float(amount)
            elif row.startswith("devices_"):
                choice.devices[row[len("devices_"):]] = int(amount)
        return {server: list(choices.values()) for server, choices in found.items()}

    def servers(self):
        return sum(line.startswith(" E serve_") for line in self.lines)

    def types(self):
        return sum(line.startswith(" L devices_") for line in self.lines)

    def unserved(self):
        """By priority how many stay unserved in the plan, from the first that is short."""
        counts = {}
        for line in self.lines:
            if match := re.match(r" RHS unserved_priority_(\S+) (\d+)", line):
                counts[int(match.group(1))] = int(match.group(2))
        return counts

    def asking_for_one_more(self, priority, file):
        """Writes the problem that has a solution where one more of that priority can be served."""
        with open(file, "w", encoding="utf-8") as out:
            for line in self.lines:
                if match := re.match(r"( RHS unserved_priority_(\S+)) (\d+)", line):
                    row, other, count = match.group(1), int(match.group(2)), int(match.group(3))
                    if other == priority:
                        line = f"{row} {count - 1}"
                    elif other > priority:
                        line = f"{row} {self.servers()}"
                out.write(line + "\n")
