package ai.llmd.wva.doctor;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.kubernetes.ExternalApi;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Table.Column;
import ai.llmd.wva.text.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Findings for people: a table of all, then what is wrong with each. */
public final class FindingTable {
    private static final String NONE = "-";

    private FindingTable() {}

    /** Of variants alone. */
    static List<String> lines(List<VariantFinding> findings) {
        return lines(findings, Optional.empty());
    }

    /**
     * Of variants, and of what their autoscalers read.
     *
     * @param api by which autoscalers read external metrics, where a cluster was looked at
     */
    public static List<String> lines(List<VariantFinding> findings, Optional<ExternalApi> api) {
        var table = new Table(List.of(
                new Column("VARIANT", false),
                new Column("MODEL", false),
                new Column("PODS", true),
                new Column("RATE/MIN", true),
                new Column("TOKENS IN", true),
                new Column("TOKENS OUT", true),
                new Column("RUNNING", true),
                new Column("WAITING", true),
                new Column("SCRAPED", true),
                new Column("ENGINE", false),
                new Column("AUTOSCALER", false)));
        findings.forEach(finding -> table.add(cells(finding), UnaryOperator.identity()));
        var lines = new ArrayList<>(table.lines(UnaryOperator.identity()));
        for (var finding : findings) {
            var remarks = FindingText.of(finding);
            if (!remarks.isEmpty()) {
                lines.add("");
                lines.add(finding.variant().id().toString());
                remarks.forEach(remark -> add(lines, remark));
            }
        }
        api.ifPresent(one -> {
            lines.add("");
            lines.add("the cluster");
            add(lines, ExternalApiText.of(one));
        });
        lines.add("");
        var measured = findings.stream().filter(VariantFinding::isMeasured).count();
        lines.add(measured + " of " + Text.counted(findings.size(), "variant") + " could be measured");
        return lines;
    }

    private static void add(List<String> lines, FindingText.Remark remark) {
        lines.add("  " + remark.kind() + ": " + remark.text());
        remark.remedy().ifPresent(remedy -> lines.add("    to fix it: " + remedy));
    }

    private static List<String> cells(VariantFinding finding) {
        var cells = new ArrayList<String>();
        cells.add(finding.variant().id().toString());
        cells.add(finding.variant().modelId());
        cells.add(finding.reportingPods() + "/" + finding.expectedPods());
        if (finding.measurement() instanceof Measured measured) {
            var load = measured.load();
            cells.addAll(List.of(
                    Text.perMinute(load.arrivalRatePerSecond()),
                    tokens(load.inputTokens(), load),
                    tokens(load.outputTokens(), load),
                    Text.number(load.running()),
                    Text.number(load.waiting())));
        } else {
            cells.addAll(List.of(NONE, NONE, NONE, NONE, NONE));
        }
        cells.add(finding.found().interval().map(FindingTable::seconds).orElse(NONE));
        var engines = finding.found().engines();
        cells.add(engines.isEmpty() ? NONE : String.join(", ", engines));
        cells.add(finding.autoscaler().map(FindingTable::autoscaler).orElse(NONE));
        return cells;
    }

    private static String autoscaler(Autoscaler autoscaler) {
        return autoscaler.name() + " " + autoscaler.minReplicas() + " to " + autoscaler.maxReplicas();
    }

    private static String tokens(OptionalDouble tokens, Load load) {
        return tokens.isEmpty() || load.isZero() ? NONE : Text.number(tokens.getAsDouble());
    }

    private static String seconds(Duration interval) {
        return Text.number(interval.toMillis() / MILLIS_PER_SECOND) + "s";
    }
}
