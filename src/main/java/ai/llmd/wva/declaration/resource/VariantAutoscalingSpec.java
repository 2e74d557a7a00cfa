package ai.llmd.wva.declaration.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What the owner declares.
 *
 * @param modelID the model's name in the OpenAI API
 * @param scaleTargetRef what is scaled; absent = the Deployment named like the resource
 * @param variantCost cents per hour of one replica, as a decimal string; absent = by the unit costs
 * @param role {@code prefill}, {@code decode} or {@code both}; absent = as llm-d's label on the target's pods says
 * @param mode {@code active} or {@code advisory}; absent = as the settings say
 * @param calibration {@code off}, {@code observe} or {@code on}; absent likewise
 * @param drainWithin a duration as Go writes it, {@code 1s} to {@code 1h}; absent likewise
 * @param actuation {@code metrics}, {@code scale} or {@code both}; absent likewise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VariantAutoscalingSpec(
        String modelID,
        ScaleTargetRef scaleTargetRef,
        SloClassRef sloClassRef,
        ModelProfile modelProfile,
        Integer minReplicas,
        Integer maxReplicas,
        Boolean keepAccelerator,
        Integer fallbackReplicas,
        String variantCost,
        String role,
        String mode,
        String calibration,
        String drainWithin,
        String actuation) {

    /** The workload that is scaled. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScaleTargetRef(String apiVersion, String kind, String name) {}

    /** Picks one service class of several by its name or its ConfigMap key. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SloClassRef(String name, String key) {}

    /** One performance profile for each accelerator. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModelProfile(List<AcceleratorProfile> accelerators) {}

    /**
     * How fast one replica is on one accelerator.
     *
     * @param acc key of the unit costs
     * @param alpha decode time per token apart from the batch, ms, as a decimal string
     * @param beta decode time per token for each request in the batch, ms, as a decimal string
     * @param perfParms counts instead of alpha and beta where it is given
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AcceleratorProfile(
            String acc, Integer accCount, Integer maxBatchSize, String alpha, String beta, PerfParms perfParms) {}

    /** The profile with decode (alpha, beta) and prefill (gamma, delta) apart, ms, as decimal strings. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PerfParms(Map<String, String> decodeParms, Map<String, String> prefillParms) {}
}
