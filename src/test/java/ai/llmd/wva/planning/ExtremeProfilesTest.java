package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.sample;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.ProfileLimits;
import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a declaration may say at the most and at the least, the planner can compute with. */
class ExtremeProfilesTest {
    private static final double MOST = ProfileLimits.LARGEST_MILLIS;
    private static final double LEAST = ProfileLimits.LEAST_MILLIS;
    private static final List<Optional<Prefill>> PREFILLS =
            List.of(Optional.empty(), Optional.of(new Prefill(LEAST, 0)), Optional.of(new Prefill(MOST, MOST)));

    @ParameterizedTest
    @ValueSource(ints = {1, ProfileLimits.LARGEST_BATCH})
    void noneIsAFaultOfThePlanner(int batch) {
        var profiles = new TreeMap<String, PerformanceProfile>();
        for (double alpha : new double[] {LEAST, MOST}) {
            for (double beta : new double[] {0, MOST}) {
                for (var prefill : PREFILLS) {
                    var profile = new PerformanceProfile(
                            "A100", ProfileLimits.MOST_ACCELERATORS, batch, alpha, beta, prefill);
                    profiles.put(profile.toString(), profile);
                }
            }
        }
        var targets = List.of(
                new ServiceTarget(1e-300, 1e-300, 0),
                new ServiceTarget(1e9, 1e9, 0, OptionalDouble.of(99)),
                new ServiceTarget(0, 0, 1e9));
        var failed = new ArrayList<String>();
        profiles.forEach((name, profile) -> targets.forEach(target -> {
            for (double outputTokens : new double[] {1, 1e6}) {
                var decision = decision(profile, target, outputTokens);
                if (decision.outcome() == Outcome.FAILED) {
                    failed.add(name + " " + target + ": " + DecisionText.reason(decision));
                }
            }
        }));
        assertThat(failed).isEmpty();
    }

    private static Decision decision(PerformanceProfile profile, ServiceTarget target, double outputTokens) {
        var from = fleet(Variants.withProfiles(sample(), profile));
        var premium = new ServiceClass("premium.yaml", "Premium", 1, new TreeMap<>(Map.of("default/default", target)));
        var fleet = new Fleet(1, from.variants(), from.accelerators(), List.of(premium), from.settings(), List.of());
        return Plans.decisions(PlanningRules.DEFAULT, fleet, measured(load(6000, outputTokens)))
                .values()
                .iterator()
                .next();
    }
}
