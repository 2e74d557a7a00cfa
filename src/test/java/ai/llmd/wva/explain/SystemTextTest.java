package ai.llmd.wva.explain;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.priced;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** To the letter: people compare these lines with those of the original. */
class SystemTextTest {
    private static final String DECLARED = "accelerators: [{name: A100, type: NVIDIA-A100-PCIE-80GB, cost: 40.00}, "
            + "{name: G2, type: Intel-Gaudi-2-96GB, cost: 23.00}]; "
            + "serviceClasses: [{name: Premium, model: default/default, priority: 1, "
            + "slo-itl: 24.00, slo-ttft: 500.00, slo-tps: 0.00}]; ";
    private static final String PROFILES =
            "profiles: [{acc: A100, accCount: 1, alpha: 20.58, beta: 0.41, maxBatchSize: 4}]";

    @Test
    void aMeasuredSystem() {
        var measured = observation(1, fleet(variant(SAMPLE, 2)), measured(load(40, 178)));
        assertThat(SystemText.of(measured))
                .isEqualTo(DECLARED + "servers: [{name: vllme-deployment:llm-d-sim, model: default/default, "
                        + "accelerator: A100, numReplicas: 2, load: {arrivalRate: 40.00, avgInputTokens: 20.00, "
                        + "avgOutputTokens: 178.00, itlAverage: 21.00, ttftAverage: 30.00, waitAverage: 5.00, "
                        + "running: 2.00, waiting: 0.00}, " + PROFILES + "}]");
    }

    @Test
    void aVariantWithAPriceOfItsOwn() {
        assertThat(SystemText.of(observation(1, fleet(priced(variant(SAMPLE, 2), 12.5)), measured(load(40, 178)))))
                .contains("numReplicas: 2, variantCost: 12.50, load: ");
    }

    @Test
    void loadAndTokensThatAreUnknownAreNoZeros() {
        var silent = observation(1, fleet(variant(SAMPLE, 2)), new Unknown(Cause.MISSING, "no series"));
        assertThat(SystemText.of(silent))
                .isEqualTo(DECLARED + "servers: [{name: vllme-deployment:llm-d-sim, model: default/default, "
                        + "accelerator: A100, numReplicas: 2, load: unknown (no series), " + PROFILES + "}]");

        var begun = new Load(
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                2,
                1,
                OptionalDouble.empty());
        assertThat(SystemText.of(observation(1, fleet(variant(SAMPLE, 2)), measured(begun))))
                .contains("load: {arrivalRate: 60.00, avgInputTokens: unknown, avgOutputTokens: unknown, "
                        + "itlAverage: unknown, ttftAverage: unknown, waitAverage: unknown, "
                        + "running: 2.00, waiting: 1.00}");
    }

    @Test
    void requestsThatAreGivenUpAreThereWhereSomeSeemToBe() {
        var queue = new Load(
                1,
                0.5,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                4,
                9,
                OptionalDouble.of(0.5),
                0.25,
                OptionalDouble.of(360_000));
        assertThat(SystemText.of(observation(1, fleet(variant(SAMPLE, 2)), measured(queue))))
                .contains("running: 4.00, waiting: 9.00, abandonedRate: 15.00, kvCacheTokens: 360000}");
    }

    @Test
    void aPrefillAndAnUnknownAccelerator() {
        var either = variant(SAMPLE, 1)
                .withAccelerators(new AcceleratorOptions(
                        Optional.empty(),
                        List.of(
                                new PerformanceProfile("A100", 2, 8, 10, 0.5, Optional.of(new Prefill(5.2, 0.1))),
                                new PerformanceProfile("G2", 1, 4, 20, 0.25, Optional.empty())),
                        Optional.empty()));
        assertThat(SystemText.of(observation(1, fleet(either), measured(Load.NONE))))
                .contains("accelerator: , numReplicas: 1")
                .endsWith("profiles: [{acc: A100, accCount: 2, alpha: 10.0, beta: 0.5, gamma: 5.2, delta: 0.1, "
                        + "maxBatchSize: 8}, {acc: G2, accCount: 1, alpha: 20.0, beta: 0.25, maxBatchSize: 4}]}]");
    }
}
