package ai.llmd.wva.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.PolicyContender;
import ai.llmd.wva.simulation.contender.PolicyContender.Actuation;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Sight;
import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.RequestLedger;
import ai.llmd.wva.simulation.outcome.RequestLedger.Ending;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.Scraping;
import ai.llmd.wva.simulation.workload.Silence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Description NONE = new Description("", "", "", "");

    @Test
    void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
        var workload = Workloads.steady(3, 900, 4);

        var first = Simulation.run(workload, planner(Actuation.HPA), 7);
        var again = Simulation.run(workload, planner(Actuation.HPA), 7);
        var other = Simulation.run(workload, planner(Actuation.HPA), 8);

        assertThat(text(again)).isEqualTo(text(first));
        assertThat(text(other)).isNotEqualTo(text(first));
    }

    @Test
    void requestsAreTheSameWhateverTheContenderDoes() {
        var workload = Workloads.steady(3, 600, 2);

        var few = Simulation.run(workload, fixed(2), 7).requests();
        var many = Simulation.run(workload, fixed(12), 7).requests();

        assertThat(few.size()).isEqualTo(many.size());
        assertThat(arrivals(few)).isEqualTo(arrivals(many));
    }

    @Test
    void thePlannerScalesOutByItsHpaUntilTargetsAreKept() {
        var run = Simulation.run(Workloads.steady(3, 1800, 1), planner(Actuation.HPA), 7);

        // 25.3 requests a minute and replica (the contract's worked example): 180 need 8
        assertThat(last(run).spec()).isBetween(7, 10);
        assertThat(attainment(run, 900_000)).isGreaterThan(0.9);
        assertThat(run.notes()).anyMatch(note -> !note.held() && note.why().contains("A100"));
    }

    @Test
    void aPromisedPercentileIsWhatTheControllerIsToldAndTakesMoreReplicas() {
        var workload = Workloads.steady(3, 1800, 1);
        var promising = Workloads.promising(workload, OptionalDouble.of(99));

        var inTheMean = Simulation.run(workload, planner(Actuation.DIRECT), 7);
        var promised = Simulation.run(promising, planner(Actuation.DIRECT), 7);

        assertThat(last(promised).spec()).isGreaterThan(last(inTheMean).spec());
        assertThat(attainment(promised, 900_000)).isGreaterThan(0.98);
    }

    @Test
    void directActuationIsEarlierThanAnHpa() {
        var workload = Workloads.steady(3, 1800, 1);

        var byHpa = Simulation.run(workload, planner(Actuation.HPA), 7);
        var direct = Simulation.run(workload, planner(Actuation.DIRECT), 7);

        assertThat(firstAbove(direct, 1)).isLessThanOrEqualTo(firstAbove(byHpa, 1));
    }

    @Test
    void requestsWaitInTheGatewayWhileNobodyIsReady() {
        var run = Simulation.run(Workloads.steady(1, 600, 0), fixed(8), 7);

        assertThat(run.moments().get(2).queued()).isPositive();
        assertThat(endings(run.requests())).doesNotContain(Ending.UNFINISHED);
        assertThat(run.requests().ttftMillis(0))
                .isEqualTo(60_000 - run.requests().arrivedMillis(0), within(100.0));
    }

    @Test
    void whatWaitsInTheGatewayIsCountedOnceForAllVariantsOfAModel() {
        var workload = Workloads.of(
                600,
                Workloads.model(1, 600, ClientHabits.PATIENT),
                Workloads.variant("v", 0),
                Workloads.variant("w", 0));
        var seen = new ArrayList<Double>();

        var run = Simulation.run(
                workload,
                contender("looker", (sight, orders) -> {
                    seen.add(sight.target(0).gatewayQueue() + sight.target(1).gatewayQueue());
                    seen.add(sight.target(0).outstandingNow() + sight.target(1).outstandingNow());
                    return sight.nowMillis() + 300_000;
                }),
                7);

        double queued = run.moments().stream()
                .filter(moment -> moment.atMillis() == 300_000)
                .findFirst()
                .orElseThrow()
                .queued();
        assertThat(queued).isPositive();
        assertThat(seen).containsExactly(0.0, 0.0, queued, queued);
    }

    @Test
    void aQueueInTheGatewayWakesAVariantFromZero() {
        // an HPA wakes only what it put to sleep itself
        var run = Simulation.run(Workloads.steady(1, 900, 0), planner(Actuation.DIRECT), 7);

        assertThat(firstAbove(run, 0)).isLessThan(180_000);
        assertThat(endings(run.requests())).containsOnly(Ending.SERVED);
    }

    @Test
    void clientsThatGiveUpAreMissed() {
        var habits =
                ClientHabits.givingUp(new Patience(Patience.Spread.CONSTANT, 10_000, Patience.Awaited.FIRST_TOKEN));
        var workload = Workloads.of(600, Workloads.model(4, 600, habits), Workloads.variant("v", 1));

        var run = Simulation.run(workload, fixed(1), 7);

        assertThat(endings(run.requests())).contains(Ending.ABANDONED, Ending.SERVED);
        assertThat(longestWait(run.requests())).isLessThanOrEqualTo(10_000 + 30.0);
    }

    @Test
    void aClientThatAsksAgainIsServedLaterAndItsWaitCountsFromTheFirstTry() {
        var patience = new Patience(Patience.Spread.CONSTANT, 5_000, Patience.Awaited.FIRST_TOKEN);
        var workload = Workloads.of(
                300, Workloads.model(1, 300, new ClientHabits(patience, 100, 1_000)), Workloads.variant("v", 0));

        var run = Simulation.run(workload, fixed(8), 7);

        assertThat(endings(run.requests())).containsOnly(Ending.SERVED);
        assertThat(longestWait(run.requests())).isGreaterThan(50_000);
    }

    @Test
    void whatAReclaimedReplicaHadIsFailed() {
        var run = Simulation.run(Workloads.on(Workloads.steady(3, 1200, 9), 9, 0, 20), fixed(9), 7);

        assertThat(endings(run.requests())).contains(Ending.FAILED);
    }

    @Test
    void aLoadIsKnownThoughScrapesFail() {
        var workload = Workloads.steady(3, 1800, 1);
        var flaky = Workloads.scraped(workload, new Scraping(15, 0.3));

        var run = Simulation.run(flaky, planner(Actuation.HPA), 7);

        assertThat(last(run).spec()).isBetween(7, 10);
        assertThat(run.notes().stream().filter(Note::held).count()).isLessThan(5);
    }

    @Test
    void whileAVariantIsSilentDecisionsAreHeldAndThenMadeAgain() {
        var workload = Workloads.steady(3, 1800, 1);
        var silence = new Silence(workload.variants().get(0).name(), 900, 420);
        var silent = Workloads.scraped(workload, new Scraping(15, 0, List.of(silence)));

        var run = Simulation.run(silent, planner(Actuation.HPA), 7);

        // a sample counts for two minutes
        assertThat(run.notes())
                .filteredOn(note -> note.atMillis() > 1_020_000 && note.atMillis() < 1_320_000)
                .isNotEmpty()
                .allMatch(Note::held);
        assertThat(run.notes())
                .filteredOn(note -> note.atMillis() > 1_450_000)
                .isNotEmpty()
                .noneMatch(Note::held);
    }

    @Test
    void anOverloadedRunEndsAllTheSame() {
        var run = Simulation.run(Workloads.steady(20, 1800, 1), fixed(1), 7);

        assertThat(endings(run.requests())).contains(Ending.UNFINISHED);
        assertThat(run.endedMillis()).isEqualTo(1_800_000 + 1_200_000);
        // some have their first token by then
        assertThat(IntStream.range(0, run.requests().size())
                        .filter(i -> run.requests().ending(i) == Ending.UNFINISHED)
                        .mapToDouble(i -> run.requests().ttftMillis(i))
                        .boxed())
                .anyMatch(ttft -> ttft > 0)
                .anyMatch(ttft -> ttft.isNaN());
    }

    @Test
    void aContenderThatStandsStillInTimeIsAFault() {
        var stuck = contender("stuck", (sight, orders) -> sight.nowMillis());

        assertThatThrownBy(() -> Simulation.run(Workloads.steady(1, 60, 1), stuck, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stuck");
    }

    private static Contender planner(Actuation actuation) {
        return new PolicyContender(
                "wva", NONE, () -> new Planner(PlanningRules.DEFAULT), Duration.ofSeconds(60), actuation);
    }

    private static Contender fixed(int replicas) {
        return contender("static-" + replicas, (sight, orders) -> {
            orders.scale(0, replicas);
            return Double.POSITIVE_INFINITY;
        });
    }

    private static Contender contender(String name, BiFunction<Sight, Orders, Double> look) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Description description() {
                return NONE;
            }

            @Override
            public Scaler start(Scene scene) {
                return look::apply;
            }
        };
    }

    private static Moment last(RunResult run) {
        return run.moments().get(run.moments().size() - 1);
    }

    private static double firstAbove(RunResult run, int replicas) {
        return run.moments().stream()
                .filter(moment -> moment.spec() > replicas)
                .mapToDouble(Moment::atMillis)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double attainment(RunResult run, double fromMillis) {
        var requests = run.requests();
        var all = 0;
        var met = 0;
        for (var i = 0; i < requests.size(); i++) {
            if (requests.arrivedMillis(i) >= fromMillis) {
                all++;
                met += requests.meets(i, 500, 24) ? 1 : 0;
            }
        }
        return (double) met / all;
    }

    private static double longestWait(RequestLedger requests) {
        var longest = 0.0;
        for (var i = 0; i < requests.size(); i++) {
            longest = Math.max(longest, Double.isNaN(requests.ttftMillis(i)) ? 0 : requests.ttftMillis(i));
        }
        return longest;
    }

    private static List<Ending> endings(RequestLedger requests) {
        var endings = new ArrayList<Ending>();
        for (var i = 0; i < requests.size(); i++) {
            endings.add(requests.ending(i));
        }
        return endings;
    }

    private static List<Double> arrivals(RequestLedger requests) {
        var arrivals = new ArrayList<Double>();
        for (var i = 0; i < requests.size(); i++) {
            arrivals.add(requests.arrivedMillis(i));
        }
        return arrivals;
    }

    private static String text(RunResult run) {
        var text = new StringBuilder();
        var requests = run.requests();
        for (var i = 0; i < requests.size(); i++) {
            text.append(requests.ttftMillis(i))
                    .append(' ')
                    .append(requests.meanItlMillis(i))
                    .append('\n');
        }
        return text.append(run.replicas())
                .append(run.moments())
                .append(run.notes())
                .toString();
    }
}
