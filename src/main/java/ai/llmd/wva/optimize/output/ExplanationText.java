package ai.llmd.wva.optimize.output;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.PriceText;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.optimize.ServerAnswer;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Why a server gets what it gets, line by line. */
final class ExplanationText {
    private ExplanationText() {}

    static List<String> lines(ServerAnswer server) {
        var lines = new ArrayList<String>();
        for (var part : server.parts()) {
            var decision = part.decision();
            lines.add("why: " + DecisionText.reason(decision));
            lines.add("binds: " + DecisionText.constraint(decision.constraint()));
            decision.allocation()
                    .filter(allocation -> allocation.maxRatePerSecond() > 0)
                    .ifPresent(allocation -> lines.add(carries(allocation)));
            part.price().ifPresent(price -> lines.add("price: " + PriceText.of(price)));
            others(decision, lines);
        }
        return lines;
    }

    private static void others(Decision decision, List<String> lines) {
        DecisionText.runnerUp(decision).ifPresent(next -> lines.add("runner-up: " + next));
        DecisionText.changesAt(decision).ifPresent(change -> lines.add("changes: " + change));
        decision.suggestedWeightPercent().ifPresent(weight -> lines.add("share of the traffic: " + weight + " %"));
        decision.advice()
                .ifPresent(advice -> lines.add("better: " + Text.counted(advice.replicas(), "replica") + " of "
                        + advice.accelerator() + " for " + Text.number(advice.costCentsPerHour()) + " cents/h"));
    }

    private static String carries(Allocation allocation) {
        var limits = allocation.limits();
        var parts = new ArrayList<String>();
        part(parts, "inter-token latency", limits.itl());
        part(parts, "time to first token", limits.ttft());
        part(parts, "tokens per second", limits.tokensPerSecond());
        part(parts, "throughput", OptionalDouble.of(limits.throughput()));
        return "a replica of " + allocation.accelerator() + " carries, requests/min: " + String.join(", ", parts);
    }

    private static void part(List<String> parts, String name, OptionalDouble ratePerSecond) {
        ratePerSecond.ifPresent(rate -> parts.add(Text.perMinute(rate) + " by " + name));
    }
}
