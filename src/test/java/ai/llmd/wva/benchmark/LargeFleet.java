package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Variants with names as long as real ones have, each of a model of its own in its namespace. Its pods are all ready.
 *
 * @param pods of each variant
 */
record LargeFleet(int variants, int pods) {
    /** Models of each namespace, named alike in all of them. */
    private static final int MODELS = 20;

    private static final Instant READY = Instant.EPOCH;

    /** The sizes in the form {@code 2000x5}. */
    static LargeFleet parse(String text) {
        var parts = text.split("x", 2);
        return new LargeFleet(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    int size() {
        return variants * pods;
    }

    static String namespace(int variant) {
        return "llm-team-" + variant / MODELS;
    }

    static String model(int variant) {
        return "meta-llama/Llama-3.1-8B-Instruct-" + variant % MODELS;
    }

    /** A name as a Deployment gives it. */
    static String pod(int variant, int number) {
        return name(variant) + "-decode-7c9d8f6b5d-x2k" + number;
    }

    private static String name(int variant) {
        return "llama-8b-" + variant % MODELS;
    }

    Fleet fleet() {
        return PodFleets.of(IntStream.range(0, variants).mapToObj(this::variant).toArray(Variant[]::new));
    }

    private Variant variant(int number) {
        var all = IntStream.range(0, pods)
                .mapToObj(pod -> new PodInfo(pod(number, pod), Optional.of(READY)))
                .toArray(PodInfo[]::new);
        return PodFleets.variant(namespace(number), name(number), model(number), PodFleets.running(all));
    }
}
