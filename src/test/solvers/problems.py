"""Seeded systems in llm-inferno's form: servers of some models on ten types of accelerators."""

import math
import random

TYPES = 10
MODELS = 40
CLASSES = [("Premium", 1, 40, 1000), ("Standard", 2, 80, 2000), ("Free", 3, 200, 4000)]
AMPLE = 10**8


def system(servers, priorities, seed):
    """A system with devices for everybody; with one priority, all servers are of the first class."""
    draw = random.Random(seed)

    def log_uniform(least, most):
        return math.exp(math.log(least) + draw.random() * (math.log(most) - math.log(least)))

    def one_of(options):
        return options[int(draw.random() * len(options))]

    accelerators = []
    speed = {}
    for number in range(TYPES):
        name = f"acc-{number}"
        speed[name] = 0.4 * 10 ** (number / (TYPES - 1))
        cost = round(40 * speed[name] * log_uniform(0.7, 1.4), 2)
        accelerators.append({"name": name, "type": f"type-{number}", "multiplicity": 1, "cost": cost})

    profiles = []
    for number in range(MODELS):
        size = log_uniform(0.5, 3)
        for accelerator in accelerators:
            count = one_of([1, 1, 2, 4])
            fast = speed[accelerator["name"]] * count**0.8 * log_uniform(0.7, 1.4)
            profiles.append(
                {
                    "name": f"model-{number}",
                    "acc": accelerator["name"],
                    "accCount": count,
                    "maxBatchSize": one_of([8, 16, 32, 64]),
                    "atTokens": 512,
                    "decodeParms": {"alpha": round(12 * size / fast, 3), "beta": round(0.3 * size / fast, 4)},
                    "prefillParms": {"gamma": round(30 * size / fast, 3), "delta": round(0.01 * size / fast, 6)},
                }
            )

    classes = [
        {
            "name": name,
            "priority": priority,
            "modelTargets": [
                {"model": f"model-{number}", "slo-itl": itl, "slo-ttft": ttft} for number in range(MODELS)
            ],
        }
        for name, priority, itl, ttft in CLASSES[:priorities]
    ]
    loads = [
        {
            "name": f"server-{number}",
            "class": CLASSES[int(draw.random() * priorities)][0],
            "model": f"model-{int(draw.random() * MODELS)}",
            "currentAlloc": {
                "load": {
                    "arrivalRate": round(log_uniform(30, 3000)),
                    "avgInTokens": round(log_uniform(64, 2048)),
                    "avgOutTokens": round(log_uniform(64, 1024)),
                }
            },
        }
        for number in range(servers)
    ]
    return {
        "system": {
            "acceleratorData": {"accelerators": accelerators},
            "modelData": {"models": profiles},
            "serviceClassData": {"serviceClasses": classes},
            "serverData": {"servers": loads},
            "optimizerData": {"optimizer": {"unlimited": False, "saturationPolicy": "None"}},
            "capacityData": {"count": [{"type": one["type"], "count": AMPLE} for one in accelerators]},
        }
    }


def shorten(made, mps, share, seed):
    """Leaves a share of the devices of a plan in which everybody has one of the four cheapest choices, drawn."""
    draw = random.Random(seed)
    devices = {one["type"]: 0 for one in made["system"]["acceleratorData"]["accelerators"]}
    for choices in mps.choices().values():
        cheapest = sorted(choices, key=lambda choice: choice.value)[:4]
        for kind, count in cheapest[int(draw.random() * len(cheapest))].devices.items():
            devices[kind] += count
    made["system"]["capacityData"] = {
        "count": [{"type": kind, "count": int(count * share)} for kind, count in devices.items()]
    }
