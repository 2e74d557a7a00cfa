package ai.llmd.wva.optimize;

import java.util.function.UnaryOperator;

/** A small system in llm-inferno's form: two servers of one model in two classes, two accelerators. */
public final class SystemText {
    public static final String GOOD = """
        {"system": {
          "acceleratorData": {"accelerators": [
            {"name": "A100", "type": "nvidia-a100", "multiplicity": 1, "cost": 40},
            {"name": "2xG2", "type": "intel-g2", "multiplicity": 2, "cost": 46.0}
          ]},
          "capacityData": {"count": [{"type": "nvidia-a100", "count": 16}, {"type": "intel-g2", "count": 32}]},
          "modelData": {"models": [
            {"name": "granite", "acc": "A100", "accCount": 1, "maxBatchSize": 32, "atTokens": 512,
             "decodeParms": {"alpha": 20.58, "beta": 0.41}, "prefillParms": {"gamma": 164.64, "delta": 0.0128125}},
            {"name": "granite", "acc": "2xG2", "accCount": 1, "maxBatchSize": 38, "atTokens": 512,
             "decodeParms": {"alpha": 17.15, "beta": 0.34}, "prefillParms": {"gamma": 137.2, "delta": 0.010625}}
          ]},
          "serviceClassData": {"serviceClasses": [
            {"name": "Premium", "priority": 1,
             "modelTargets": [{"model": "granite", "slo-itl": 40, "slo-ttft": 1000}]},
            {"name": "Free", "priority": 3,
             "modelTargets": [{"model": "granite", "slo-itl": 160, "slo-ttft": 4000}]}
          ]},
          "serverData": {"servers": [
            {"name": "chat", "class": "Premium", "model": "granite",
             "currentAlloc": {"accelerator": "A100", "numReplicas": 2,
               "load": {"arrivalRate": 60, "avgInTokens": 128, "avgOutTokens": 1024}}},
            {"name": "batch", "class": "Free", "model": "granite", "minNumReplicas": 1, "keepAccelerator": true,
             "maxBatchSize": 7,
             "currentAlloc": {"load": {"arrivalRate": 240, "AvgInTokens": 128, "AvgOutTokens": 1024}}}
          ]},
          "optimizerData": {"optimizer": {"unlimited": false, "saturationPolicy": "RoundRobin"}}
        }}
        """;

    /** A server that runs on A, and B alike for less; CAPACITY stands where a capacity may be given. */
    public static final String TWO_ALIKE = """
        {"system": {
          "acceleratorData": {"accelerators": [
            {"name": "A", "type": "A", "multiplicity": 1, "cost": 50},
            {"name": "B", "type": "B", "multiplicity": 1, "cost": 48},
            {"name": "C", "type": "C", "multiplicity": 1, "cost": 90}
          ]},
          CAPACITY
          "modelData": {"models": [
            {"name": "m", "acc": "A", "accCount": 1, "maxBatchSize": 8, "atTokens": 512,
             "decodeParms": {"alpha": 10, "beta": 0.1}, "prefillParms": {"gamma": 5, "delta": 0.01}},
            {"name": "m", "acc": "B", "accCount": 1, "maxBatchSize": 8, "atTokens": 512,
             "decodeParms": {"alpha": 10, "beta": 0.1}, "prefillParms": {"gamma": 5, "delta": 0.01}}
          ]},
          "serviceClassData": {"serviceClasses": [
            {"name": "C", "priority": 1, "modelTargets": [{"model": "m", "slo-itl": 24, "slo-ttft": 500}]}
          ]},
          "serverData": {"servers": [
            {"name": "s", "class": "C", "model": "m",
             "currentAlloc": {"accelerator": "A", "numReplicas": 1, "cost": 50,
               "load": {"arrivalRate": 60, "avgInTokens": 128, "avgOutTokens": 256}}}
          ]},
          "optimizerData": {"optimizer": {"unlimited": false}}
        }}
        """;

    private SystemText() {}

    /** The good system with one text in it replaced by another. */
    public static String with(String text, String replacement) {
        if (!GOOD.contains(text)) {
            throw new IllegalArgumentException("there is no " + text);
        }
        return GOOD.replace(text, replacement);
    }

    public static String edited(UnaryOperator<String> edit) {
        return edit.apply(GOOD);
    }
}
