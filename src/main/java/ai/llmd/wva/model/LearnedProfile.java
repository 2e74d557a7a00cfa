package ai.llmd.wva.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What measurements tell of how fast one replica of a variant is: of one accelerator, of servers made from one pod
 * template, and since the last time that its owner had it forgotten.
 *
 * @param alphaMillis decode time per token at batch n is {@code alpha + beta * n}
 * @param betaMillis see alpha
 * @param deltaMillis prefill time for each prompt token and each request in the batch; empty while nothing tells it
 * @param samples measurements that it was learned from
 * @param confidence that it can be planned by, 0..1
 * @param templateHash of the servers; empty where it is not known
 * @param resetMark the value of the owner's mark by then
 */
public record LearnedProfile(
        String accelerator,
        double alphaMillis,
        double betaMillis,
        OptionalDouble deltaMillis,
        long samples,
        double confidence,
        Optional<String> templateHash,
        Optional<String> resetMark) {
    public LearnedProfile {
        Checks.text(accelerator, "accelerator");
        Checks.notNegative(alphaMillis, "alpha");
        Checks.notNegative(betaMillis, "beta");
        deltaMillis.ifPresent(delta -> Checks.notNegative(delta, "delta"));
        Checks.notNegative((double) samples, "samples");
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1, was " + confidence);
        }
        Checks.present(templateHash, "templateHash");
        Checks.present(resetMark, "resetMark");
    }

    /**
     * Whether it still tells of a variant: on the accelerator that it runs on, made from the same template as far as
     * that is known, without a new mark.
     */
    public boolean isOf(Variant variant) {
        var hash = variant.podTemplate().hash();
        var mark = variant.handling().resetMark();
        return variant.currentAccelerator().equals(Optional.of(accelerator))
                && (hash.isEmpty() || templateHash.isEmpty() || hash.equals(templateHash))
                && (mark.isEmpty() || mark.equals(resetMark));
    }
}
