package ai.llmd.wva.explain;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.KeptReplicas;
import ai.llmd.wva.model.Mix;
import ai.llmd.wva.model.Rationale.Rise;
import ai.llmd.wva.model.Rationale.SharedLoad;
import ai.llmd.wva.model.Rationale.UnlikeLengths;
import java.util.Optional;

/** Words for variants that share a load. */
final class SharedLoadText {
    private SharedLoadText() {}

    static String reason(Decision decision, SharedLoad load) {
        var sentence = new Sentence();
        sentence.perMinute(load.ratePerSecond())
                .add(" of ")
                .number(load.outputTokens())
                .add(" output tokens");
        DemandText.growth(sentence, load.growth());
        DemandText.estimated(sentence, load.hidden());
        boolean paused = load.growth().isPresent()
                || load.hidden().filter(hidden -> hidden.ratePerSecond() > 0).isPresent();
        sentence.add(paused ? "" : ",")
                .add(" shared by ")
                .add(load.variants())
                .add(load.variants() == 1 ? " variant" : " variants")
                .add(means(load));
        mix(sentence, load.mix()).add("; of ").add(decision.accelerator()).add(" ");
        CapacityText.carries(sentence, load.capacity());
        DemandText.stuck(sentence, load.stuckPods());
        DemandText.rise(sentence, load.hidden());
        load.kept().ifPresent(kept -> sentence.add("; ").add(words(kept)));
        load.unlike().ifPresent(unlike -> words(sentence.add("; "), unlike));
        return sentence.end();
    }

    private static String means(SharedLoad load) {
        if (!load.full()) {
            return "; the available devices suffice for ";
        }
        return load.hidden().filter(hidden -> hidden.rise() == Rise.DOUBLED).isPresent()
                ? "; for now "
                : ", cheapest with ";
    }

    private static String words(KeptReplicas kept) {
        if (kept instanceof KeptReplicas.PartialMetrics partial) {
            return "only " + partial.reportingPods() + " of " + partial.expectedPods() + " ready pods of "
                    + partial.variant() + " report: no scale-in";
        }
        if (kept instanceof KeptReplicas.LengthsUnknown) {
            return HoldText.TOKENS_UNKNOWN + ": no scale-in";
        }
        return kept instanceof KeptReplicas.YoungPods
                ? HoldText.YOUNG_PODS
                : DecisionText.constraint(kept.constraint());
    }

    private static void words(Sentence sentence, UnlikeLengths unlike) {
        sentence.add(unlike.shortest())
                .add(" generates ")
                .number(unlike.shortestTokens())
                .add(" tokens a request and ")
                .add(unlike.longest())
                .add(" ")
                .number(unlike.longestTokens())
                .add(": if they are stages of the same requests, set spec.role;"
                        + " if not, give them different service classes");
    }

    static Optional<String> changesAt(SharedLoad load) {
        if (!load.full()) {
            return Optional.of(ThresholdText.MORE_DEVICES);
        }
        return load.next().map(next -> {
            var sentence = new Sentence();
            ThresholdText.above(sentence, next.abovePerSecond(), load.presentPerSecond())
                    .add(": ");
            return mix(sentence, next.mix()).end();
        });
    }

    static String mix(Mix mix) {
        return mix(new Sentence(), mix).end();
    }

    private static Sentence mix(Sentence sentence, Mix mix) {
        var separator = "";
        for (var share : mix.shares()) {
            sentence.add(separator)
                    .add(share.replicas())
                    .add(" of ")
                    .add(share.accelerator())
                    .add(" (")
                    .add(share.variant())
                    .add(")");
            separator = " and ";
        }
        return sentence.add(separator.isEmpty() ? "nothing, " : ", ").cost(mix.costCentsPerHour());
    }
}
