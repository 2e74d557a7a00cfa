package ai.llmd.wva.profile;

import ai.llmd.wva.profile.fit.DecodeFit;
import ai.llmd.wva.profile.fit.PromptFit;
import ai.llmd.wva.queueing.ContinuousBatching;
import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.PrefillTime;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.Sizer;
import ai.llmd.wva.queueing.Sizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A profile and what it was found from.
 *
 * @param decode empty where batches were too much alike
 * @param prompts empty where prompts were too much alike
 */
public record FoundProfile(SweepResult sweep, Optional<DecodeFit> decode, Optional<PromptFit> prompts, ProfileUse use) {
    /** The law of what was measured. */
    public static FoundProfile of(SweepResult sweep, ProfileUse use) {
        var measurements = sweep.measurements();
        return new FoundProfile(
                sweep,
                DecodeFit.of(measurements.stream().map(LevelMeasurement::decode).toList()),
                PromptFit.of(measurements.stream()
                        .flatMap(measurement -> measurement.prompt().stream())
                        .toList()),
                use);
    }

    /** Largest batch of the server: as it was told or met, else the largest measured. */
    int maxBatch() {
        return use.maxBatch().orElse(sweep.largestBatch().orElse((int) Math.round(largestMeasured())));
    }

    private double largestMeasured() {
        return sweep.measurements().stream()
                .mapToDouble(LevelMeasurement::requests)
                .max()
                .orElse(1);
    }

    /** beta at the context of the usual request. */
    double betaMillis() {
        return decode.orElseThrow().betaAt(use.contextTokens());
    }

    /** What a replica carries within the targets, sized as the controller does; empty without a decode law. */
    Optional<Sizing> rate() {
        return decode.map(law -> {
            var decoding = new DecodeTime(law.alphaMillis(), betaMillis());
            var replica = prompts.map(prompt -> Replica.prefillAndDecode(
                                    maxBatch(), decoding, new PrefillTime(prompt.gammaMillis(), prompt.deltaMillis()))
                            .withContinuousBatching(ContinuousBatching.withKvCache(sweep.kvTokens())))
                    .orElseGet(() -> Replica.decodeOnly(maxBatch(), decoding));
            return Sizer.size(replica, use.shape(), use.targets());
        });
    }

    /** What whoever uses the profile should know about it, most serious first. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (decode.isEmpty()) {
            warnings.add("the batches measured are one operating point, which cannot tell alpha from beta:"
                    + " measure more levels (--concurrency)");
        } else {
            decode(decode.get(), warnings);
        }
        if (prompts.isEmpty()) {
            warnings.add(
                    "requests alone were not measured with prompts of different lengths, which gamma and delta need"
                            + " (--prompt-tokens): the profile has alpha and beta only");
        } else if (prompts.get().error().worst() > 0.1) {
            warnings.add("the times of prompts are not quite linear in their length: see the table");
        }
        if (sweep.measurements().stream().anyMatch(measurement -> measurement.tokensPerStep() > 1)) {
            warnings.add("the server decodes speculatively: times are per token, with as many tokens a step as random"
                    + " prompts let it guess; real ones may fare better");
        }
        if (decode.isPresent()
                && use.maxBatch().isEmpty()
                && sweep.largestBatch().isEmpty()) {
            warnings.add(
                    "maxBatchSize is only the largest batch measured: give the server's max_num_seqs by --max-batch");
        }
        if (!sweep.complete()) {
            warnings.add("the sweep did not go to its end");
        }
        warnings.addAll(sweep.notes());
        return warnings;
    }

    private void decode(DecodeFit law, List<String> warnings) {
        var batches = sweep.measurements().stream()
                .mapToDouble(LevelMeasurement::requests)
                .summaryStatistics();
        if (batches.getMax() < 4 * batches.getMin()
                || law.alphaError() > 0.1 * law.alphaMillis()
                || law.betaError() > 0.2 * law.betaMillis()) {
            warnings.add("the range of batches is narrow for the noise in it: alpha and beta are uncertain");
        }
        if (law.error().worst() > 0.1) {
            warnings.add("the time of a step is not quite linear in the batch: see the table");
        }
        if (use.maxBatch().isPresent() && use.maxBatch().getAsInt() > 2 * batches.getMax()) {
            warnings.add("batches above " + Math.round(batches.getMax()) + " were not measured, and "
                    + use.maxBatch().getAsInt() + " is allowed: beyond, the law is a guess");
        }
    }

    /** What was measured, one for each level: the mean where it was measured more than once; by prompt, then batch. */
    List<LevelMeasurement> levels() {
        var byLevel = new TreeMap<Integer, TreeMap<Double, List<LevelMeasurement>>>();
        for (var measurement : sweep.measurements()) {
            byLevel.computeIfAbsent(measurement.promptTokens(), length -> new TreeMap<>())
                    .computeIfAbsent(measurement.requests(), batch -> new ArrayList<>())
                    .add(measurement);
        }
        return byLevel.values().stream()
                .flatMap(batches -> batches.values().stream())
                .map(LevelMeasurement::mean)
                .toList();
    }
}
