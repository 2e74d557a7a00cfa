package ai.llmd.wva.simulation;

import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.PromptReading;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import java.util.Optional;

/**
 * The profile that an owner who measures truthfully would declare, in the law of the resource: decode time
 * {@code alpha + beta n} at the mean context of a request in the middle of its answer, prefill time {@code gamma +
 * delta I n} as one prompt alone takes it, largest batch as the engine is configured.
 */
final class DeclaredProfiles {
    private DeclaredProfiles() {}

    /**
     * The profile of a replica under requests of given lengths.
     *
     * @param error times are declared as such a multiple of the true ones, > 0
     */
    static PerformanceProfile of(
            String accelerator, int devices, StepLaw law, EngineLimits limits, MeanLengths lengths, double error) {
        var context = lengths.inputTokens() + lengths.outputTokens() / 2;
        return new PerformanceProfile(
                accelerator,
                devices,
                limits.maxBatch(),
                error * law.alphaMillis(),
                error * (law.betaMillis() + law.contextMillis() * context),
                prefill(law, error));
    }

    private static Optional<Prefill> prefill(StepLaw law, double error) {
        if (law.prompts() instanceof PromptReading.Beside beside) {
            return Optional.of(new Prefill(error * beside.gammaMillis(), error * beside.deltaMillis()));
        }
        if (law.prompts() instanceof PromptReading.Chunked chunked) {
            return Optional.of(new Prefill(error * law.alphaMillis(), error * chunked.tokenMillis()));
        }
        return Optional.empty();
    }
}
