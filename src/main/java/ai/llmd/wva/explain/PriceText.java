package ai.llmd.wva.explain;

import ai.llmd.wva.model.ReplicaPrice;

/** Words for what a replica costs, and who says so. */
public final class PriceText {
    private PriceText() {}

    /** For instance {@code 80.00 cents/h a replica: 2 of A100 at 40.00, from accelerator-unit-costs}. */
    public static String of(ReplicaPrice price) {
        var sentence = new Sentence().cost(price.centsPerHour()).add(" a replica");
        if (price.own()) {
            return sentence.add(", from variantCost").end();
        }
        return sentence.add(": ")
                .add(price.units())
                .add(" of ")
                .add(price.accelerator())
                .add(" at ")
                .number(price.centsPerHour() / price.units())
                .add(", from accelerator-unit-costs")
                .end();
    }
}
