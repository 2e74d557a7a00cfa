package ai.llmd.wva.profile;

import ai.llmd.wva.profile.fit.FitError;
import ai.llmd.wva.queueing.BatchCap;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.Sizing;
import ai.llmd.wva.text.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A profile as YAML; what else there is to say about it stands in comments. */
public final class ProfileText {
    /** Digits of a parameter: no measurement is better. */
    private static final MathContext DIGITS = new MathContext(4);

    /** What is left of 0 after arithmetic. */
    private static final double NOTHING = 1e-9;

    private final FoundProfile found;
    private final List<String> lines = new ArrayList<>();

    private ProfileText(FoundProfile found) {
        this.found = found;
    }

    /** The lines to print. */
    public static List<String> of(FoundProfile found) {
        var text = new ProfileText(found);
        text.comment("Model " + found.sweep().model() + ", "
                + Text.counted(found.sweep().measurements().size(), "measurement") + ".");
        found.warnings().forEach(warning -> text.comment("Warning: " + warning + "."));
        if (found.decode().isPresent()) {
            text.profile();
            text.fit();
            text.rate();
        }
        return List.copyOf(text.lines);
    }

    private void profile() {
        var alpha = plain(found.decode().orElseThrow().alphaMillis());
        var beta = plain(found.betaMillis());
        lines.add("modelProfile:");
        lines.add("  accelerators:");
        lines.add("    - acc: \"" + found.use().accelerator() + "\"");
        lines.add("      accCount: " + found.use().acceleratorCount());
        lines.add("      maxBatchSize: " + found.maxBatch());
        lines.add("      alpha: \"" + alpha + "\"");
        lines.add("      beta: \"" + beta + "\"");
        lines.add("      perfParms:");
        lines.add("        decodeParms: {alpha: \"" + alpha + "\", beta: \"" + beta + "\"}");
        found.prompts()
                .ifPresent(law -> lines.add("        prefillParms: {gamma: \"" + plain(law.gammaMillis())
                        + "\", delta: \"" + plain(law.deltaMillis()) + "\"}"));
    }

    private void fit() {
        var law = found.decode().orElseThrow();
        comment("");
        comment("Time between tokens, alpha + beta n: the law is off by " + error(law.error()) + ".");
        comment("alpha is " + uncertain(law.alphaMillis(), law.alphaError()) + ", beta is "
                + uncertain(law.betaMillis(), law.betaError()) + (law.kappaMillis() == 0 ? "." : ","));
        if (law.kappaMillis() > 0) {
            comment("and " + plain(law.kappaMillis()) + " ms more for each token of context: "
                    + plain(found.betaMillis()) + " ms at "
                    + Math.round(found.use().contextTokens()) + " tokens, which the profile has.");
        }
        FitChart.decode(found).forEach(this::comment);
        found.prompts().ifPresent(prompts -> {
            comment("");
            comment("Time to the first token of a request alone, gamma + delta I: the law is off by "
                    + error(prompts.error()) + ".");
            FitChart.prompts(found).forEach(this::comment);
        });
    }

    private void rate() {
        var shape = found.use().shape();
        var targets = found.use().targets();
        comment("");
        var requests = String.format(
                Locale.ROOT,
                "requests of %s input and %s output tokens",
                Text.number(shape.inputTokens()),
                Text.number(shape.outputTokens()));
        var sizing = found.rate().orElseThrow();
        if (sizing instanceof Sizing.Feasible feasible) {
            comment(String.format(
                    Locale.ROOT,
                    "One replica carries %.3f %s a second%s.",
                    feasible.perReplicaRatePerSecond(),
                    requests,
                    within(targets)));
            comment("What limits it: " + limit(feasible) + ".");
        } else if (sizing instanceof Sizing.Infeasible infeasible) {
            comment(String.format(
                    Locale.ROOT,
                    "No replica can serve %s%s: %s is %.1f ms at best.",
                    requests,
                    within(targets),
                    infeasible.target(),
                    infeasible.bestMillis()));
        }
    }

    private static String within(LatencyTargets targets) {
        var limits = new ArrayList<String>();
        if (targets.ttftMillis() > 0) {
            limits.add("TTFT " + Text.number(targets.ttftMillis()) + " ms");
        }
        if (targets.itlMillis() > 0) {
            limits.add("ITL " + Text.number(targets.itlMillis()) + " ms");
        }
        return limits.isEmpty()
                ? " at most, without targets (--ttft, --itl)"
                : " within " + String.join(" and ", limits);
    }

    private static String limit(Sizing.Feasible feasible) {
        return switch (feasible.binding()) {
            case TTFT -> "the TTFT target";
            case ITL -> "the ITL target";
            default -> "its capacity" + feasible.batch().map(ProfileText::cap).orElse("");
        };
    }

    private static String cap(BatchCap cap) {
        var most = String.format(Locale.ROOT, ", %.0f such requests at once", cap.requests());
        return switch (cap.bound()) {
            case BATCH_SIZE -> most + " by its largest batch";
            case KV_CACHE -> most + " by its KV cache";
            case STEP_BUDGET -> most + " by the tokens of a step";
        };
    }

    private static String uncertain(double millis, double error) {
        return plain(millis) + " ms"
                + (millis > 0 ? String.format(Locale.ROOT, " +- %.1f %%", 100 * error / millis) : "");
    }

    private static String error(FitError error) {
        return String.format(
                Locale.ROOT, "%.1f %% on average, %.1f %% at worst", 100 * error.mean(), 100 * error.worst());
    }

    private void comment(String line) {
        lines.add(line.isEmpty() ? "#" : "# " + line);
    }

    /** As the resource's schema takes it: a decimal without exponent. */
    static String plain(double value) {
        var rounded = BigDecimal.valueOf(value < NOTHING ? 0 : value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
