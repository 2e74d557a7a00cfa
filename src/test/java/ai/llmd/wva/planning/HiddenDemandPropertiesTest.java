package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds for every queue that clients leave, whether a variant has its load to itself or shares it. */
class HiddenDemandPropertiesTest {
    private static final int TRIALS = 300;

    private final SplittableRandom random = new SplittableRandom(20261128);

    /** Variants of one model that run, with the arrivals and the stuck pods of each. */
    private record Case(List<Variant> variants, List<Double> arrivals, List<Integer> stuck) {
        int asked() {
            return variants.stream().mapToInt(Variant::currentReplicas).sum();
        }

        int stuckPods() {
            return stuck.stream().mapToInt(Integer::intValue).sum();
        }

        double countedPerSecond() {
            return arrivals.stream().mapToDouble(Double::doubleValue).sum();
        }

        Collection<Decision> decide(double abandonedPerSecond) {
            var fleet = fleet(variants.toArray(Variant[]::new));
            var measurements = new TreeMap<VariantId, Measurement>();
            for (int i = 0; i < variants.size(); i++) {
                measurements.put(
                        variants.get(i).id(),
                        measured(arrivals.get(i), abandonedPerSecond / variants.size(), stuck.get(i)));
            }
            var step = new Planner(PlanningRules.DEFAULT)
                    .plan(new Observation(1, NOW, fleet, measurements), Memory.EMPTY, WorkLimit.NONE);
            assertThat(step.failures()).isEmpty();
            return step.plan().decisions().values();
        }
    }

    private static Measured measured(double arrivals, double abandoned, int stuck) {
        var caveats = new ArrayList<Caveat>();
        if (abandoned > 0) {
            caveats.add(new Caveat.HiddenDemand());
        }
        if (stuck > 0) {
            caveats.add(new Caveat.StuckPods(List.of("a", "b", "c").subList(0, stuck)));
        }
        var load = new Load(
                arrivals,
                arrivals,
                OptionalDouble.of(20),
                OptionalDouble.of(178),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                4,
                10,
                OptionalDouble.empty(),
                abandoned,
                OptionalDouble.empty());
        return new Measured(load, Duration.ofSeconds(5), 1, 1, caveats);
    }

    private Case next() {
        var variants = new ArrayList<Variant>();
        var arrivals = new ArrayList<Double>();
        var stuck = new ArrayList<Integer>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var accelerator = random.nextBoolean() ? "A100" : "G2";
            int replicas = 1 + random.nextInt(8);
            var profile = new PerformanceProfile(
                    accelerator, 1, 1 << random.nextInt(6), random.nextDouble(8, 20), 0.1, Optional.empty());
            variants.add(Variants.withProfiles(Variants.on("v" + i, accelerator, replicas), profile));
            arrivals.add(random.nextDouble(2));
            stuck.add(Math.min(replicas - 1, Math.max(0, random.nextInt(5) - 2)));
        }
        return new Case(variants, arrivals, stuck);
    }

    private static int replicas(Collection<Decision> decisions) {
        return decisions.stream()
                .mapToInt(one -> one.desiredReplicas().orElseThrow())
                .sum();
    }

    /** What the replicas that are not stuck carry, as the decisions say. */
    private static double carried(Collection<Decision> decisions) {
        double carried = 0;
        for (var decision : decisions) {
            int desired = decision.desiredReplicas().orElseThrow();
            if (decision.rationale() instanceof Rationale.OwnLoad own) {
                carried += (desired - own.stuckPods()) * own.capacity().ratePerSecond();
            } else {
                var shared = (Rationale.SharedLoad) decision.rationale();
                carried += (desired - shared.stuckPods()) * shared.capacity().ratePerSecond();
            }
        }
        return carried;
    }

    @Test
    void whatIsCountedIsServedAndWhatIsEstimatedNoMoreThanDoublesTheReplicas() {
        for (int trial = 0; trial < TRIALS; trial++) {
            var one = next();
            double hidden = StrictMath.pow(10, random.nextDouble(-3, 9));
            var decisions = one.decide(hidden);
            int serving = one.asked() - one.stuckPods();
            int bound = Math.max(2, 2 * serving) + one.stuckPods();

            assertThat(decisions).allSatisfy(each -> assertThat(each.outcome()).isEqualTo(Outcome.OPTIMIZED));
            assertThat(carried(decisions)).as("%s", one).isGreaterThanOrEqualTo(one.countedPerSecond() * (1 - 1e-9));
            assertThat(replicas(decisions))
                    .as("%s and %s hidden", one, hidden)
                    .isGreaterThan(one.asked())
                    .isLessThanOrEqualTo(Math.max(bound, replicas(one.decide(1e-9))));
        }
    }

    @Test
    void moreThatIsEstimatedNeverCarriesLess() {
        for (int trial = 0; trial < TRIALS; trial++) {
            var one = next();
            double less = random.nextDouble(0.01, 5);
            assertThat(carried(one.decide(less * (1 + random.nextDouble(3)))))
                    .as("%s and %s hidden", one, less)
                    .isGreaterThanOrEqualTo(
                            Math.min(one.countedPerSecond() + less, carried(one.decide(less))) * (1 - 0.01));
        }
    }
}
