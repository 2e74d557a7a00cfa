"""Whether more servers could be served."""


def more_served(mps, saved, ask):
    """Asks a solver, priority by priority, whether one more could be served: file -> its answer, or None."""
    for priority, count in saved.unserved().items():
        if count == 0:
            continue
        asked = mps.with_suffix(f".more-{priority}.mps")
        saved.asking_for_one_more(priority, asked)
        answer = ask(asked)
        if answer and answer["value"] is not None:
            return f"yes, of priority {priority}"
        if not answer or not answer["infeasible"]:
            return f"unknown from priority {priority} on"
    return "no"
