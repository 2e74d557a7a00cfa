package ai.llmd.wva.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.optimize.input.Readings;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.policy.FailingPolicy;
import ai.llmd.wva.policy.OriginalPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OptimizationTest {
    private static final String SCARCE = SystemText.edited(text -> text.replace("\"count\": 16", "\"count\": 4")
            .replace("\"count\": 32", "\"count\": 2")
            .replace("\"arrivalRate\": 240", "\"arrivalRate\": 2400")
            .replace("\"minNumReplicas\": 1,", ""));

    @Test
    void everyServerHasAnAnswerWithItsClassTargetsAndLoad() {
        var answer = run(SystemText.GOOD, choices());

        assertThat(answer.servers()).extracting(ServerAnswer::name).containsExactly("batch", "chat");
        var chat = answer.servers().get(1);
        assertThat(chat.className()).isEqualTo("Premium");
        assertThat(chat.priority()).isEqualTo(1);
        assertThat(chat.target().itlMillis()).isEqualTo(40);
        assertThat(chat.load().arrivalRatePerSecond()).isCloseTo(1, within(1e-12));
        assertThat(chat.service()).isEqualTo(Service.FULL);
        assertThat(answer.servesAll()).isTrue();
    }

    @Test
    void theCostIsThatOfTheServers() {
        var answer = run(SystemText.GOOD, choices());

        double cost = answer.servers().stream()
                .flatMap(server -> server.parts().stream())
                .mapToDouble(ServerPart::costCentsPerHour)
                .sum();
        assertThat(answer.summary().costCentsPerHour()).isCloseTo(cost, within(1e-9));
        assertThat(answer.summary().lowerBoundCentsPerHour()).isLessThanOrEqualTo(cost + 1e-9);
    }

    /** The same profile on B for 48 and on A, where it runs, for 50: a tenth of both is more than what it saves. */
    @Test
    void theBoundIsOfTheCostAndWhatStaysForTheSakeOfAMoveIsTold() {
        for (var capacity : List.of("", "\"capacityData\": {\"count\": [{\"type\": \"C\", \"count\": 1}]},")) {
            var answer = run(SystemText.TWO_ALIKE.replace("CAPACITY", capacity), choices());

            assertThat(answer.summary().costCentsPerHour()).isEqualTo(50);
            assertThat(answer.summary().lowerBoundCentsPerHour()).isCloseTo(48, within(1e-9));
            assertThat(answer.summary().gap()).isCloseTo(0.04, within(1e-9));
            assertThat(answer.keptFrom().get("s")).isEqualTo(new Alternative("B", 1, 48));
        }
    }

    @Test
    void devicesAreCountedByTypeAndMultiplicity() {
        var answer = run(SystemText.with("\"keepAccelerator\": true,", ""), choices());

        long pairs = answer.servers().stream()
                .flatMap(server -> server.parts().stream())
                .filter(part -> part.decision().accelerator().equals("2xG2"))
                .mapToInt(ServerPart::replicas)
                .sum();
        assertThat(pairs).isPositive();
        assertThat(answer.devices()).contains(new DeviceUse("intel-g2", 2 * pairs, OptionalLong.of(32)));
    }

    @Test
    void theSolverIsTheOneThatIsAskedFor() {
        assertThat(run(SystemText.GOOD, choices()).solver()).isEqualTo("near-exact");
        assertThat(run(SystemText.GOOD, choices(SolverKind.GREEDY)).solver()).isEqualTo("greedy");
        assertThat(run(SystemText.with("\"unlimited\": false", "\"unlimited\": true"), choices(SolverKind.GREEDY))
                        .solver())
                .isEqualTo("greedy");
    }

    @Test
    void thePolicyIsTheOptionsElseTheFiles() {
        assertThat(run(SCARCE, choices()).with(Service.NONE)).isEmpty();

        var fileSaysNone = SCARCE.replace("RoundRobin", "None");
        assertThat(run(fileSaysNone, choices()).with(Service.NONE)).hasSize(1);
        assertThat(run(fileSaysNone, choices(SaturationPolicy.PRIORITY_EXHAUSTIVE))
                        .with(Service.NONE))
                .isEmpty();
    }

    @Test
    void serviceInPartSaysHowManyWouldBeNeeded() {
        var partial = run(SCARCE, choices()).with(Service.PARTIAL);

        assertThat(partial).isNotEmpty().allSatisfy(server -> {
            assertThat(server.neededReplicas()).isGreaterThan(server.replicas());
            assertThat(server.parts().get(0).decision().constraint()).isEqualTo(Constraint.CAPACITY);
            assertThat(server.reason()).contains(server.neededReplicas() + " replicas");
        });
    }

    @Test
    void whatRunsIsKeptForResourcesButNotWhenMixed() {
        var twoProfiles = ResourceText.with(
                "alpha: \"20.58\", beta: \"0.41\"}",
                "alpha: \"20.58\", beta: \"0.41\"}\n      - {acc: G2, accCount: 1, maxBatchSize: 4, alpha: \"17.15\","
                        + " beta: \"0.34\"}");

        var kept = run(twoProfiles, choices()).servers().get(0);
        var mixed = run(twoProfiles, mixed()).servers().get(0);
        assertThat(kept.parts())
                .extracting(part -> part.decision().accelerator())
                .containsExactly("A100");
        assertThat(mixed.parts())
                .extracting(part -> part.decision().accelerator())
                .containsExactly("G2");
    }

    @Test
    void thatThereIsNothingToMixIsNoted() {
        assertThat(run(ResourceText.GOOD, mixed()).notes())
                .singleElement()
                .asString()
                .startsWith("no server has a choice");
    }

    @Test
    void aMixIsNeverDearer() {
        double whole = run(SystemText.GOOD, choices()).summary().costCentsPerHour();

        assertThat(run(SystemText.GOOD, mixed()).summary().costCentsPerHour()).isLessThanOrEqualTo(whole);
    }

    @Test
    void theTimeIsMeasuredByTheClockAndPastItsLimitThereIsAPlanAllTheSame() {
        var now = new AtomicLong();
        var limited = new PlanChoices(Optional.empty(), Optional.empty(), false, Duration.ofNanos(1));

        var answer = Optimization.run(Readings.good(SCARCE), limited, Planner::new, () -> now.getAndAdd(2_000_000));
        assertThat(answer.millis()).isGreaterThanOrEqualTo(2);
        assertThat(answer.servers()).hasSize(2);
        assertThat(answer.devices()).noneMatch(DeviceUse::exceedsCapacity);
    }

    @Test
    void nothingIsProvenOfAMixWhereTheTimeWasUpBeforeMixesWereMade() {
        var now = new AtomicLong();
        var limited = new PlanChoices(Optional.empty(), Optional.empty(), true, Duration.ofNanos(1));

        var answer = Optimization.run(Readings.good(SCARCE), limited, Planner::new, () -> now.getAndAdd(2_000_000));

        assertThat(answer.summary().gap()).isNaN();
        assertThat(answer.summary().complete()).isFalse();
        assertThat(answer.devices()).noneMatch(DeviceUse::exceedsCapacity);
    }

    @Test
    void replicasAreSizedByThePublishedLawUnlessAnotherIsChosen() {
        var continuous = new PlanChoices(
                Optional.empty(), Optional.empty(), false, Duration.ofSeconds(10), SizingLaw.CONTINUOUS);

        assertThat(laws(choices())).containsOnly(SizingLaw.PUBLISHED);
        assertThat(laws(continuous)).containsOnly(SizingLaw.CONTINUOUS);
    }

    @Test
    void whatIsPromisedToMoreRequestsTakesMoreOfAReplicaUnderTheLawContinuous() {
        var continuous = new PlanChoices(
                Optional.empty(), Optional.empty(), false, Duration.ofSeconds(10), SizingLaw.CONTINUOUS);
        var before = Double.POSITIVE_INFINITY;
        for (var percentile : List.of("90", "95", "99")) {
            var text = SystemText.with("\"priority\": 1,", "\"priority\": 1, \"percentile\": " + percentile + ",");
            var chat = run(text, continuous).servers().get(1).parts().get(0).decision();
            var capacity = ((OwnLoad) chat.rationale()).capacity();

            assertThat(capacity.law()).isEqualTo(SizingLaw.CONTINUOUS);
            assertThat(capacity.target().percentile()).hasValue(Double.parseDouble(percentile));
            assertThat(capacity.ratePerSecond()).isPositive().isLessThan(before);
            before = capacity.ratePerSecond();
        }
    }

    private static List<SizingLaw> laws(PlanChoices choices) {
        return run(SystemText.GOOD, choices).servers().stream()
                .flatMap(server -> server.parts().stream())
                .map(part -> part.decision().rationale())
                .filter(OwnLoad.class::isInstance)
                .map(rationale -> ((OwnLoad) rationale).capacity().law())
                .toList();
    }

    @Test
    void anotherPolicyCanPlan() {
        var answer =
                Optimization.run(Readings.good(SystemText.GOOD), choices(), rules -> new OriginalPolicy(), () -> 0);

        assertThat(answer.servers()).hasSize(2);
        assertThat(answer.failures()).isEmpty();
    }

    @Test
    void aFaultOfThePolicyIsInTheAnswerAndNobodyIsServed() {
        var answer = Optimization.run(
                Readings.good(SystemText.GOOD), choices(), rules -> new FailingPolicy("broken"), () -> 0);

        assertThat(answer.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessage("broken"));
        assertThat(answer.with(Service.NONE)).hasSize(2);
    }

    private static Answer run(String text, PlanChoices choices) {
        return Optimization.run(Readings.good(text), choices, Planner::new, () -> 0);
    }

    private static PlanChoices choices() {
        return new PlanChoices(Optional.empty(), Optional.empty(), false, Duration.ofSeconds(10));
    }

    private static PlanChoices choices(SolverKind solver) {
        return new PlanChoices(Optional.of(solver), Optional.empty(), false, Duration.ofSeconds(10));
    }

    private static PlanChoices choices(SaturationPolicy policy) {
        return new PlanChoices(Optional.empty(), Optional.of(policy), false, Duration.ofSeconds(10));
    }

    private static PlanChoices mixed() {
        return new PlanChoices(Optional.empty(), Optional.empty(), true, Duration.ofSeconds(10));
    }
}
