package ai.llmd.wva.doctor;

import ai.llmd.wva.signals.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names what an engine does not export, each with the signals that any of would do. */
final class MissingSignals {
    private static final Map<String, Set<Signal>> WANTED = new LinkedHashMap<>();

    static {
        WANTED.put("waiting requests", Set.of(Signal.WAITING));
        WANTED.put("finished requests", Set.of(Signal.FINISHED));
        WANTED.put("started requests", Set.of(Signal.STARTED, Signal.ARRIVED));
        WANTED.put("prompt tokens", Set.of(Signal.PROMPT_TOKENS_SUM, Signal.PROMPT_TOKENS));
        WANTED.put("generated tokens", Set.of(Signal.GENERATED_TOKENS_SUM, Signal.GENERATED_TOKENS));
        WANTED.put("time to the first token", Set.of(Signal.FIRST_TOKEN_SUM));
        WANTED.put("time between tokens", Set.of(Signal.INTER_TOKEN_SUM, Signal.PER_OUTPUT_TOKEN_SUM));
        WANTED.put("time in the queue", Set.of(Signal.QUEUE_SUM));
        WANTED.put("KV cache usage", Set.of(Signal.KV_CACHE));
    }

    private MissingSignals() {}

    /** In words; empty where everything is there, or nothing at all. */
    static List<String> of(Set<Signal> found) {
        var missing = new ArrayList<String>();
        if (!found.isEmpty()) {
            WANTED.forEach((name, signals) -> {
                if (signals.stream().noneMatch(found::contains)) {
                    missing.add(name);
                }
            });
        }
        return missing;
    }
}
