package ai.llmd.wva.doctor;

import ai.llmd.wva.explain.AutoscalerText;
import ai.llmd.wva.explain.CaveatText;
import ai.llmd.wva.explain.ClaimText;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.explain.ScaleText;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.NameList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there is to say about a variant, beside its numbers. */
final class FindingText {
    private FindingText() {}

    /**
     * Something that is wrong or should be known.
     *
     * @param kind such as {@code note}
     * @param remedy what to do, where the text does not say it
     */
    record Remark(String kind, String text, Optional<String> remedy) {
        Remark(String kind, String text) {
            this(kind, text, Optional.empty());
        }
    }

    /** Worst first. */
    static List<Remark> of(VariantFinding finding) {
        var remarks = new ArrayList<Remark>();
        if (finding.measurement() instanceof Unknown unknown) {
            remarks.add(new Remark("not measured", unknown.message(), RemedyText.of(unknown)));
        } else if (finding.measurement() instanceof Measured measured) {
            if (measured.reportingPods() < measured.expectedPods()) {
                remarks.add(new Remark("partial", partial(finding)));
            }
            measured.caveats()
                    .forEach(caveat -> remarks.add(new Remark("note", CaveatText.of(caveat), RemedyText.of(caveat))));
            var load = measured.load();
            if (!load.isZero() && load.outputTokens().isEmpty()) {
                remarks.add(new Remark(
                        "note", "no request completed in the window: token counts are unknown, the decision is held"));
            }
        }
        var missing = MissingSignals.of(finding.found().signals());
        if (!missing.isEmpty()) {
            remarks.add(new Remark("no series of", String.join(", ", missing)));
        }
        finding.autoscalerRemarks()
                .forEach(remark -> remarks.add(new Remark(
                        "autoscaler", AutoscalerText.of(remark), Optional.of(AutoscalerText.remedy(remark)))));
        finding.scaling().ifPresent(remark -> remarks.add(new Remark("autoscaler", ScaleText.of(remark))));
        finding.reading().ifPresent(reading -> remarks.add(ExternalApiText.of(reading)));
        finding.variant()
                .handling()
                .claim()
                .ifPresent(claim ->
                        remarks.add(new Remark("controllers", ClaimText.of(claim), Optional.of(ClaimText.remedy()))));
        finding.variant()
                .problems()
                .forEach(problem -> remarks.add(new Remark("declaration", ProblemText.full(problem))));
        return remarks;
    }

    private static String partial(VariantFinding finding) {
        var without = finding.podsWithoutSeries();
        return finding.reportingPods() + " of " + finding.expectedPods()
                + " pods report: replicas are added but not removed"
                + (without.isEmpty() ? "" : "; without series: " + NameList.shortened(without));
    }
}
