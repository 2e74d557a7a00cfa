package ai.llmd.wva.optimize.input;

import ai.llmd.wva.declaration.ProfileLimits;
import ai.llmd.wva.model.PerformanceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * llm-inferno's {@code models}: for each model and accelerator how fast a replica is.
 *
 * @param byModel the profiles that can be used
 * @param declared the accelerators that each model has an entry for, whether or not it can be used
 */
record InfernoProfiles(
        SortedMap<String, List<InfernoProfiles.Measured>> byModel, SortedMap<String, Set<String>> declared) {

    /** So that a queue of ten batches is still a count. */
    private static final double LARGEST_BATCH = 1e8;

    /**
     * The profile of a model on an accelerator before the load is known.
     *
     * @param maxBatchSize largest batch of requests that generate {@code atTokens} each
     * @param atTokens 0 where the batch does not depend on the tokens
     */
    record Measured(PerformanceProfile profile, int maxBatchSize, int atTokens) {

        /**
         * The profile for requests that generate so many tokens: memory holds a fixed number of tokens, so that the
         * batch shrinks as they grow, {@code max(maxBatchSize * atTokens / outputTokens, 1)} in whole numbers.
         *
         * @param ownBatchSize a server's own limit, which counts instead where it is above 0
         */
        PerformanceProfile with(int ownBatchSize, double outputTokens) {
            double batch = atTokens > 0 && outputTokens > 0
                    ? Math.floor((double) maxBatchSize * atTokens / outputTokens)
                    : maxBatchSize;
            return new PerformanceProfile(
                    profile.accelerator(),
                    profile.acceleratorCount(),
                    ownBatchSize > 0 ? ownBatchSize : (int) Math.min(Math.max(batch, 1), LARGEST_BATCH),
                    profile.alphaMillis(),
                    profile.betaMillis(),
                    profile.prefill());
        }
    }

    static InfernoProfiles read(List<Value> items, Collection<String> accelerators) {
        var byModel = new TreeMap<String, List<Measured>>();
        var declared = new TreeMap<String, Set<String>>();
        if (isOfTheNewerLaw(items)) {
            items.forEach(item -> item.text("name")
                    .ifPresent(model -> declared.computeIfAbsent(model, name -> new TreeSet<>())
                            .addAll(accelerators)));
            return new InfernoProfiles(byModel, declared);
        }
        noted(
                items,
                "prefillParms",
                item -> !item.get("prefillParms").present(),
                "prompts are taken to cost no" + " time, as llm-inferno takes them");
        noted(
                items,
                "atTokens",
                item -> !item.get("atTokens").present(),
                "the largest batch is maxBatchSize," + " whatever the length of answers, where llm-inferno takes 1");
        for (var item : items) {
            item.knows(
                    "name",
                    "acc",
                    "accCount",
                    "maxBatchSize",
                    "atTokens",
                    "decodeParms",
                    "prefillParms",
                    "alpha",
                    "beta");
            var model = item.text("name");
            var accelerator = item.text("acc");
            accelerator
                    .filter(name -> !accelerators.contains(name))
                    .ifPresent(name ->
                            item.problems().unknown(item.get("acc").where(), "accelerator", name, accelerators));
            var measured = measured(item, accelerator.orElse("?"));
            if (model.isPresent() && accelerator.isPresent()) {
                if (!declared.computeIfAbsent(model.get(), name -> new TreeSet<>())
                        .add(accelerator.get())) {
                    item.error("model \"" + model.get() + "\" on accelerator \"" + accelerator.get()
                            + "\" is there twice");
                }
                measured.ifPresent(one -> byModel.computeIfAbsent(model.get(), name -> new ArrayList<>())
                        .add(one));
            }
        }
        return new InfernoProfiles(byModel, declared);
    }

    /** Once for all of them, with the first. */
    private static void noted(List<Value> items, String key, Predicate<Value> lacks, String consequence) {
        var lacking = items.stream().filter(lacks).toList();
        if (!lacking.isEmpty()) {
            var first = lacking.get(0);
            first.problems()
                    .note(
                            first.where(),
                            (lacking.size() == 1 ? "a model" : lacking.size() + " models") + " without " + key + ": "
                                    + consequence);
        }
    }

    /** Said once for all of them: such files have it for every model. */
    private static boolean isOfTheNewerLaw(List<Value> items) {
        var newer = items.stream()
                .filter(item -> item.get("perfParms").present()
                        && !item.get("decodeParms").present())
                .findFirst();
        newer.ifPresent(item -> item.get("perfParms")
                .error("is of llm-inferno's newer law with three parameters, which is not read: give decodeParms"
                        + " (alpha, beta) and prefillParms (gamma, delta) for each model"));
        return newer.isPresent();
    }

    private static Optional<Measured> measured(Value item, String accelerator) {
        int before = item.problems().count();
        int count = item.wholeUpTo(ProfileLimits.MOST_ACCELERATORS, 1, 1, "accCount");
        int batch = item.whole(1, ProfileLimits.LARGEST_BATCH, "maxBatchSize");
        int atTokens = item.wholeOr(0, 0, "atTokens");
        var parts = item.get("decodeParms");
        var decode = parts.present() || !item.get("alpha").present() ? parts.knows("alpha", "beta") : item;
        double alpha = millis(decode, "alpha");
        double beta = millis(decode, "beta");
        var prefill = item.get("prefillParms").knows("gamma", "delta");
        var prefillTime = prefill.present()
                ? new PerformanceProfile.Prefill(millis(prefill, "gamma"), millis(prefill, "delta"))
                : new PerformanceProfile.Prefill(0, 0);
        if (alpha + beta <= 0) {
            if (item.problems().count() == before) {
                decode.error("alpha and beta must not both be 0");
            }
            return Optional.empty();
        }
        if (alpha + beta < ProfileLimits.LEAST_MILLIS) {
            decode.error("alpha and beta together are below 0.000001 (ms)");
            return Optional.empty();
        }
        return Optional.of(new Measured(
                new PerformanceProfile(accelerator, count, batch, alpha, beta, Optional.of(prefillTime)),
                batch,
                atTokens));
    }

    private static double millis(Value parts, String name) {
        return parts.number(0, ProfileLimits.LARGEST_MILLIS, name);
    }
}
