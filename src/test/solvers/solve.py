"""One solver on one file in MPS, on one thread: prints a line of JSON with value, bound and status."""

import json
import re
import subprocess
import sys


def highs(file, seconds, first_only):
    import highspy

    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "time_limit": seconds,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-6,
        "mip_max_improving_sols": 1 if first_only else 2**31 - 1,
    }.items():
        solver.setOptionValue(option, value)
    solver.readModel(file)
    solver.run()
    info = solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    infeasible = solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    return info.objective_function_value if found else None, info.mip_dual_bound, infeasible


def scip(file, seconds, first_only):
    from pyscipopt import Model

    model = Model()
    model.hideOutput()
    model.setParam("limits/time", seconds)
    if first_only:
        model.setParam("limits/solutions", 1)
    model.readProblem(file)
    model.optimize()
    found = model.getNSols() > 0
    return model.getObjVal() if found else None, model.getDualbound(), model.getStatus() == "infeasible"


def cbc(file, seconds, first_only):
    import pulp

    program = pulp.PULP_CBC_CMD().path
    options = ["-maxSolutions", "1"] if first_only else []
    arguments = ["-timeMode", "elapsed", "-seconds", str(seconds), "-ratioGap", "0", *options, "-solve"]
    text = subprocess.run([program, file, *arguments], capture_output=True, text=True, check=True).stdout
    value = re.search(r"^Objective value:\s+(\S+)", text, re.MULTILINE)
    bound = re.search(r"^Lower bound:\s+(\S+)", text, re.MULTILINE)
    if value and "Result - Optimal" in text:
        bound = value
    return (
        float(value.group(1)) if value else None,
        float(bound.group(1)) if bound else float("-inf"),
        "infeasible" in text,
    )


def answer(name, file, seconds, first_only):
    solver = {"HiGHS": highs, "SCIP": scip, "CBC": cbc}[name]
    value, bound, infeasible = solver(file, float(seconds), first_only)
    return {"value": value, "bound": bound, "infeasible": infeasible}


def main():
    name, file, seconds, first_only = sys.argv[1:]
    print(json.dumps(answer(name, file, seconds, first_only == "first")))


if __name__ == "__main__":
    main()
