package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.Variant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five thousand variants that share one load, half of them on A100, half on G2, of at most one replica each. */
class LargeGroupTest {
    private static final int VARIANTS = 5_000;

    /** Less than a thread has by default: what holds in it holds everywhere. */
    private static final long STACK_BYTES = 1 << 18;

    private static final PlanningRules RULES =
            PlanningRules.controller(SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN);

    private static Fleet group() {
        var variants = new Variant[VARIANTS];
        for (int i = 0; i < VARIANTS; i++) {
            variants[i] = Variants.withBounds(Variants.on("v" + i, i % 2 == 0 ? "A100" : "G2", 0), 0, 1);
        }
        return fleet(variants);
    }

    /** One replica carries 25.31 requests/min. */
    @ParameterizedTest
    @CsvSource({"3, 593", "15, 2964", "25, 4939"})
    @Timeout(60)
    void itsLoadIsSharedOut(double requestsPerMinuteEach, int replicas) throws Exception {
        var decisions = planned(group(), requestsPerMinuteEach);

        assertThat(decisions).allMatch(decision -> decision.outcome() == Outcome.OPTIMIZED);
        assertThat(total(decisions)).isEqualTo(replicas);
    }

    @ParameterizedTest
    @CsvSource({"3, 100, 593", "15, 2000, 2964", "25, 1000, 3500"})
    @Timeout(60)
    void itsLoadIsSharedOutWhereDevicesAreFew(double requestsPerMinuteEach, long a100s, int replicas) throws Exception {
        var limited = Variants.withCapacity(group(), Map.of("NVIDIA-A100-PCIE-80GB", a100s));

        var decisions = planned(limited, requestsPerMinuteEach);

        assertThat(decisions).allMatch(decision -> decision.outcome() == Outcome.OPTIMIZED);
        assertThat(total(decisions)).isEqualTo(replicas);
    }

    private static int total(Collection<Decision> decisions) {
        return decisions.stream()
                .mapToInt(decision -> decision.desiredReplicas().orElseThrow())
                .sum();
    }

    private static Collection<Decision> planned(Fleet fleet, double requestsPerMinuteEach) throws Exception {
        var measurements = new Measurement[VARIANTS];
        Arrays.fill(measurements, measured(load(requestsPerMinuteEach, 178)));
        var plan = new FutureTask<>(
                () -> Plans.decisions(RULES, fleet, measurements).values());
        new Thread(null, plan, "small stack", STACK_BYTES).start();
        return plan.get(50, TimeUnit.SECONDS);
    }
}
