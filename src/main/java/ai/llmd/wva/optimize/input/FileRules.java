package ai.llmd.wva.optimize.input;

import ai.llmd.wva.model.SaturationPolicy;
import java.util.Optional;

/**
 * What the files say of how to plan; options of the command go before it.
 *
 * @param saturation llm-inferno's {@code saturationPolicy}
 * @param mixed llm-inferno's {@code heterogeneous}: a server's load may be spread over several accelerators
 * @param delayedBestEffort llm-inferno's: partial service is given out only after every class had its turn; means
 *     something to the greedy solver only
 */
public record FileRules(Optional<SaturationPolicy> saturation, boolean mixed, boolean delayedBestEffort) {
    public static final FileRules NONE = new FileRules(Optional.empty(), false, false);
}
