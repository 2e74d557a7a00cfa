package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a demo prints. */
final class DemoText {
    private static final double CENTS_PER_DOLLAR = 100;

    private DemoText() {}

    /** What is real here, what is not, and where to look. */
    static List<String> introduction(DemoSettings settings, int metricsPort, int servicePort, String apiServer) {
        return List.of(
                "The whole loop in this process: traffic -> vLLM emulators -> WVA -> autoscaler -> replicas.",
                "Real:      the controller, its sizing, the emulators (no model, real waiting), the traffic, all HTTP.",
                "Stand-ins: the API server (a store without validation), the HorizontalPodAutoscaler's rule, the"
                        + " kubelet,",
                "           the Service; WVA reads the pods' /metrics itself instead of asking Prometheus.",
                "Faster:    " + pace(settings),
                "See also:  curl -ks https://localhost:" + metricsPort + "/metrics | grep inferno_   and   "
                        + "http://localhost:" + servicePort + "/v1/models",
                "           curl -s " + apiServer + "/apis/llmd.ai/v1alpha1/variantautoscalings",
                "");
    }

    private static String pace(DemoSettings settings) {
        var pace = "a decision every " + seconds(settings.cycle().toMillis()) + " instead of 60 s, rates over "
                + seconds(settings.sampling().rateWindow().toMillis()) + " instead of 60 s";
        return settings.speed() == 1
                ? pace + "."
                : pace
                        + String.format(
                                Locale.ROOT,
                                "; tokens, targets and load run at %s times their speed.",
                                plain(settings.speed()));
    }

    /** How it went, as a whole. */
    static List<String> summary(DemoResult result) {
        var totals = result.requests();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Requests:  %d answered, %d failed; %.1f %% kept TTFT <= %s ms and ITL <= %s ms (mean %.0f ms and %.2f"
                        + " ms)",
                totals.answered(),
                totals.failed(),
                100 * totals.shareWithin(),
                plain(result.ttftTargetMillis()),
                plain(result.itlTargetMillis()),
                totals.ttftMillisMean(),
                totals.itlMillisMean()));
        lines.add("Replicas:  "
                + result.replicaCounts().stream().map(String::valueOf).collect(Collectors.joining(" -> ")));
        lines.add(String.format(
                Locale.ROOT,
                "Cost:      %.0f replica-seconds%s; staying at the peak of %d would have taken %.0f%s",
                result.replicaSeconds(),
                money(result.costCents()),
                result.peak(),
                result.peakReplicaSeconds(),
                saving(result)));
        result.failures().forEach(failure -> lines.add("FAILED:    " + failure));
        if (!result.whole()) {
            lines.add("Stopped before the end of the script.");
        } else if (result.worked()) {
            lines.add("The loop works.");
        }
        return lines;
    }

    private static String money(OptionalDouble cents) {
        return cents.isPresent()
                ? " ($" + String.format(Locale.ROOT, "%.4f", cents.getAsDouble() / CENTS_PER_DOLLAR) + ")"
                : "";
    }

    private static String saving(DemoResult result) {
        return result.peakReplicaSeconds() > 0
                ? String.format(
                        Locale.ROOT,
                        " (%.0f %% less)",
                        100 * (1 - result.replicaSeconds() / result.peakReplicaSeconds()))
                : "";
    }

    private static String seconds(long millis) {
        return plain(millis / MILLIS_PER_SECOND) + " s";
    }

    static String plain(double number) {
        return number == Math.rint(number)
                ? String.valueOf((long) number)
                : String.format(Locale.ROOT, "%.2f", number).replaceAll("0+$", "");
    }
}
