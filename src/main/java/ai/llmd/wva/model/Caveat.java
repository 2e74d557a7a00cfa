package ai.llmd.wva.model;

import java.util.List;

/** What a reader of a measurement should know, as facts: what was assumed, left out or found odd. */
public sealed interface Caveat {

    /** Pods whose counters stand still while they hold requests; their capacity does not count. */
    record StuckPods(List<String> pods) implements Caveat {
        public StuckPods {
            pods = List.copyOf(pods);
        }
    }

    /** Ready pods that never had a series, which therefore serve nothing. */
    record SilentPods(List<String> pods) implements Caveat {
        public SilentPods {
            pods = List.copyOf(pods);
        }
    }

    /** Pods whose page is scraped more than once, or by several Prometheus: it counts once. */
    record RepeatedPages(List<String> pods) implements Caveat {
        public RepeatedPages {
            pods = List.copyOf(pods);
        }
    }

    /** The engine tells no prompt tokens: requests are planned with 0. */
    record InputTokensNotExported() implements Caveat {}

    /** Requests generate no tokens, as embeddings do: they are sized as one token each. */
    record NoOutputTokens() implements Caveat {}

    /** Nothing completed yet: lengths are of requests that started, so that output is a lower bound. */
    record StartedLengths() implements Caveat {}

    /** The engine tells neither how many requests run nor how many wait: a queue cannot be detected. */
    record QueueNotExported() implements Caveat {}

    /** A queue stands and clients seem to give up: arrivals are a lower bound for demand. */
    record HiddenDemand() implements Caveat {}

    /** Some pods have a queue while others have room for all that waits: one pod more would change nothing. */
    record UnevenQueue() implements Caveat {}

    /**
     * The engine runs fewer requests at once than the profile declares.
     *
     * @param declared maxBatchSize of the profile
     * @param admitted what the engine was started with
     */
    record BatchLimit(int declared, int admitted) implements Caveat {}

    /**
     * Requests wait in a gateway in front of the model.
     *
     * @param ambiguous several variants may get them, so that they only keep replicas
     */
    record GatewayQueue(boolean ambiguous) implements Caveat {}

    /** Prometheus answered with a warning, such as a partial response of a store. */
    record PartialAnswer(String warning) implements Caveat {}
}
