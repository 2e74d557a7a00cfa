package ai.llmd.wva.page;

import ai.llmd.wva.explain.CaveatText;
import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.PriceText;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.ReplicaPrice;
import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision and what it was made from, sentence by sentence. */
final class VariantExplanation {
    private VariantExplanation() {}

    /** By a plan of this process. */
    static List<String> of(Variant variant, Decision decision, Measurement measurement, Optional<ReplicaPrice> price) {
        var sentences = of(new ShownStatus.StatusWords(
                DecisionText.reason(decision),
                decision.constraint() == Constraint.NONE ? "" : DecisionText.constraint(decision.constraint()),
                DecisionText.changesAt(decision),
                DecisionText.runnerUp(decision),
                DecisionText.advice(decision),
                price.map(PriceText::of)));
        decision.suggestedWeightPercent()
                .ifPresent(weight -> sentences.add("share of the model's traffic: " + weight + " %"));
        if (measurement instanceof Unknown unknown) {
            sentences.add("load: " + unknown.message());
        } else if (measurement instanceof Measured measured) {
            measured.caveats().forEach(caveat -> sentences.add("measured: " + CaveatText.of(caveat)));
        }
        var problems = ProblemText.all(variant.problems());
        if (!problems.isEmpty()) {
            sentences.add("declared: " + problems);
        }
        return sentences;
    }

    /** By what a leader wrote. */
    static List<String> of(ShownStatus.StatusWords words) {
        var sentences = new ArrayList<String>();
        Optional.of(words.reason()).filter(text -> !text.isEmpty()).ifPresent(sentences::add);
        Optional.of(words.binding())
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> sentences.add("decided by: " + text));
        words.changesAt().ifPresent(text -> sentences.add("changes at: " + text));
        words.runnerUp().ifPresent(text -> sentences.add("runner-up: " + text));
        words.advice().ifPresent(text -> sentences.add("better on: " + text));
        words.price().ifPresent(text -> sentences.add("price: " + text));
        return sentences;
    }
}
