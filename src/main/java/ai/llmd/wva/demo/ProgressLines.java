package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The lines that say, every few seconds, how things are. */
final class ProgressLines {
    private static final double CENTS_PER_DOLLAR = 100;

    private String shown = "";

    static String header() {
        return String.format(
                        Locale.ROOT,
                        "%6s %8s %9s %8s %8s %9s %7s  %s",
                        "time",
                        "offered",
                        "measured",
                        "ITL",
                        "TTFT",
                        "replicas",
                        "cost",
                        "why")
                + System.lineSeparator()
                + String.format(
                        Locale.ROOT,
                        "%6s %8s %9s %8s %8s %9s %7s",
                        "",
                        "req/min",
                        "req/min",
                        "ms",
                        "ms",
                        "is>wanted",
                        "$/h");
    }

    /** One line on how things are. */
    String line(double elapsedSeconds, double offeredPerMinute, int replicas, Optional<Decisions.Latest> latest) {
        var load = latest.map(Decisions.Latest::measurement).flatMap(ProgressLines::load);
        return String.format(
                        Locale.ROOT,
                        "%5.0fs %8s %9s %8s %8s %9s %7s  %s",
                        elapsedSeconds,
                        DemoText.plain(offeredPerMinute),
                        load.map(one -> String.format(
                                        Locale.ROOT, "%.1f", one.arrivalRatePerSecond() * SECONDS_PER_MINUTE))
                                .orElse("-"),
                        load.map(one -> number(one.itlMillis())).orElse("-"),
                        load.map(one -> number(one.ttftMillis())).orElse("-"),
                        replicas + " > " + latest.map(ProgressLines::desired).orElse("-"),
                        latest.map(one -> cost(one, replicas)).orElse("-"),
                        latest.map(one -> news(one.decision())).orElse("no decision yet"))
                .stripTrailing();
    }

    private static Optional<Load> load(Measurement measurement) {
        return measurement instanceof Measurement.Measured measured ? Optional.of(measured.load()) : Optional.empty();
    }

    private static String desired(Decisions.Latest latest) {
        var desired = latest.decision().desiredReplicas();
        return desired.isPresent() ? String.valueOf(desired.getAsInt()) : "-";
    }

    private static String cost(Decisions.Latest latest, int replicas) {
        var cents = Cost.perReplicaHour(latest);
        return cents.isPresent() ? dollars(cents.getAsDouble() * replicas) : "-";
    }

    /** The reason, when something is not as in the line before. */
    private String news(Decision decision) {
        var now = decision.outcome() + " " + decision.desiredReplicas();
        if (now.equals(shown)) {
            return "";
        }
        shown = now;
        return decision.outcome() == Outcome.OPTIMIZED
                ? DecisionText.reason(decision)
                : decision.outcome().name().toLowerCase(Locale.ROOT) + ": " + DecisionText.reason(decision);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "-";
    }

    private static String dollars(double cents) {
        return String.format(Locale.ROOT, "%.2f", cents / CENTS_PER_DOLLAR);
    }
}
