package ai.llmd.wva.explain;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.Rationale.Shortage;
import java.util.Optional;

/** Words for a variant that has its load to itself. */
final class OwnLoadText {
    private OwnLoadText() {}

    static String reason(Decision decision, OwnLoad load) {
        var sentence = new Sentence();
        sentence.perMinute(load.ratePerSecond())
                .add(" of ")
                .number(load.outputTokens())
                .add(" output tokens");
        DemandText.growth(sentence, load.growth());
        DemandText.estimated(sentence, load.hidden())
                .add(" need ")
                .replicas(load.neededReplicas())
                .add(" of ")
                .add(decision.accelerator())
                .add(": ");
        CapacityText.carries(sentence, load.capacity());
        DemandText.stuck(sentence, load.stuckPods());
        DemandText.rise(sentence, load.hidden());
        int desired = decision.desiredReplicas().orElse(0);
        if (load.shortage().isPresent()) {
            shortage(sentence, load.shortage().get(), desired);
        } else {
            bound(sentence, decision, desired);
        }
        return sentence.end();
    }

    private static void shortage(Sentence sentence, Shortage shortage, int desired) {
        if (shortage.replicas() == 0) {
            sentence.add("; it gets no device of ").add(shortage.device());
        } else {
            sentence.add("; it gets devices of ")
                    .add(shortage.device())
                    .add(" for ")
                    .add(shortage.replicas());
        }
        if (desired > shortage.replicas()) {
            sentence.add("; minReplicas ").add(desired);
        }
    }

    private static void bound(Sentence sentence, Decision decision, int desired) {
        switch (decision.constraint()) {
            case MINIMUM -> sentence.add("; minReplicas ").add(desired);
            case MAXIMUM -> sentence.add("; maxReplicas ").add(desired);
            case DOUBLING -> sentence.add(": ").add(desired);
            case QUEUE, STEADINESS -> sentence.add("; ").add(DecisionText.constraint(decision.constraint()));
            default -> {}
        }
    }

    static Optional<String> changesAt(OwnLoad load) {
        if (load.shortage().isPresent()) {
            return Optional.of(ThresholdText.MORE_DEVICES);
        }
        var thresholds = load.thresholds();
        double present = load.presentPerSecond();
        var sentence = new Sentence();
        thresholds
                .abovePerSecond()
                .ifPresent(rate ->
                        ThresholdText.above(sentence, rate, present).add(": ").replicas(thresholds.replicas() + 1));
        thresholds.atMostPerSecond().ifPresent(rate -> {
            sentence.add(sentence.isEmpty() ? "" : "; ");
            ThresholdText.atMost(sentence, rate, present).add(": ").replicas(thresholds.replicas() - 1);
            load.growth().ifPresent(growth -> sentence.add(" after ").add(Sentence.duration(growth.window())));
        });
        return sentence.isEmpty() ? Optional.empty() : Optional.of(sentence.end());
    }
}
