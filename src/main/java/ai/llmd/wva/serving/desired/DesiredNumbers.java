package ai.llmd.wva.serving.desired;

import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Optional;

/** The numbers that autoscalers are to follow, now. Answers at once, on any thread: nobody waits for the planner. */
public interface DesiredNumbers {

    /** Whether anything is served: it is known what exists, and who decides is trusted. */
    boolean served();

    /** The number of a variant; empty where there is none, or none that may be acted on. */
    Optional<DesiredNumber> of(VariantId id);

    /** Those of a namespace, sorted by name. */
    List<DesiredNumber> in(String namespace);

    /** Whether there is such a variant; empty before anything is known of what there is. */
    Optional<Boolean> exists(VariantId id);

    /**
     * Has a quick listener called, on any thread, when plans or declarations may have changed a number; what a leader
     * elsewhere writes into status is told to nobody.
     */
    void onChange(Runnable listener);
}
