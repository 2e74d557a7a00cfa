package ai.llmd.wva.explain;

import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.Hidden;
import java.util.Optional;

/** Words for demand that no counter shows, and for pods that serve none. */
final class DemandText {
    private DemandText() {}

    /** How much of the load is only estimated, after the load; nothing where none is. */
    static Sentence estimated(Sentence sentence, Optional<Hidden> hidden) {
        double rate = hidden.map(Hidden::ratePerSecond).orElse(0.0);
        return rate > 0
                ? sentence.add(", ").rate(rate).add(" of them from clients that seem to give up in the queue,")
                : sentence;
    }

    /** How much of the load is room for growth, after the load; nothing where there is none. */
    static Sentence growth(Sentence sentence, Optional<Headroom> growth) {
        if (growth.isEmpty()) {
            return sentence;
        }
        var room = growth.get();
        if (room.rises()) {
            return sentence.add(", the recent rise extrapolated until a new replica is ready,");
        }
        if (room.drains()) {
            return sentence.add(", with waiting requests served within ")
                    .add(Sentence.duration(room.drain().orElseThrow().within()))
                    .add(",");
        }
        return sentence.add(", ")
                .whole(100 * room.share())
                .add("% above the peak of the last ")
                .add(Sentence.duration(room.window()))
                .add(",");
    }

    /** What the number is raised or bounded by, after what one replica carries. */
    static Sentence rise(Sentence sentence, Optional<Hidden> hidden) {
        if (hidden.isEmpty()) {
            return sentence;
        }
        return switch (hidden.get().rise()) {
            case FULL -> sentence;
            case DOUBLED -> sentence.add("; estimated requests can at most double the replicas in one cycle");
            case ONE_MORE -> sentence.add("; clients give up in the queue: one more than the ready replicas");
        };
    }

    /** How many replicas make up for pods that serve nothing. */
    static Sentence stuck(Sentence sentence, int pods) {
        if (pods == 0) {
            return sentence;
        }
        return sentence.add("; ").add(pods).add(pods == 1 ? " more for a stuck pod" : " more for stuck pods");
    }
}
