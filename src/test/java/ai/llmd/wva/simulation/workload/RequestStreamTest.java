package ai.llmd.wva.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestStreamTest {
    private static final RequestLengths LENGTHS =
            new RequestLengths(new TokenLength.Uniform(3200, 4800), new TokenLength.Geometric(250));

    /** A process, and the mean number of requests and the coefficient of variation of the gaps that it should have. */
    record Expected(ArrivalProcess process, double meanFactor, double gapCv) {}

    static List<Expected> processes() {
        return List.of(
                new Expected(new ArrivalProcess.Even(), 1, 0),
                new Expected(new ArrivalProcess.Poisson(), 1, 1),
                new Expected(new ArrivalProcess.Gamma(0.5), 1, 0.5),
                new Expected(new ArrivalProcess.Gamma(4), 1, 4),
                new Expected(new ArrivalProcess.OnOff(50, 150), 0.25, Double.NaN),
                new Expected(
                        new ArrivalProcess.Modulated(List.of(new RateState(0.5, 60), new RateState(3, 20))),
                        1.125,
                        Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyArrivalProcessHasItsMeanAndItsVariation(Expected expected) {
        var counts = 0.0;
        var gaps = new ArrayList<Double>();
        for (long seed = 1; seed <= 20; seed++) {
            var requests = requests(workload(expected.process(), level(10, 4000)), seed);
            counts += requests.size();
            for (int i = 1; i < requests.size(); i++) {
                gaps.add(requests.get(i).atMillis() - requests.get(i - 1).atMillis());
            }
        }

        assertThat(counts / 20).isCloseTo(40_000 * expected.meanFactor(), within(800.0));
        assertThat(expected.process().meanFactor()).isEqualTo(expected.meanFactor());
        if (!Double.isNaN(expected.gapCv())) {
            assertThat(cv(gaps)).isCloseTo(expected.gapCv(), within(0.02 * Math.max(0.01, expected.gapCv())));
        }
    }

    @Test
    void aModulatedPoissonProcessIsMoreVariableThanPoisson() {
        var process = new ArrivalProcess.Modulated(List.of(new RateState(0.5, 60), new RateState(3, 20)));

        assertThat(dispersion(process)).isGreaterThan(5 * dispersion(new ArrivalProcess.Poisson()));
        assertThat(dispersion(new ArrivalProcess.Poisson())).isCloseTo(1, within(0.1));
    }

    @Test
    void arrivalsFollowARamp() {
        var ramp = stage(600, new RateShape.Ramp(0, 20, 600));
        var requests = requests(workload(new ArrivalProcess.Even(), ramp), 1);

        assertThat(requests).hasSize(6000);
        assertThat(before(requests, 300)).isCloseTo(1500, within(2L));
    }

    @Test
    void arrivalsFollowAWaveThatBeginsAtItsLowest() {
        var wave = stage(7200, new RateShape.Wave(10, 8, 7200));
        var requests = requests(workload(new ArrivalProcess.Even(), wave), 1);

        assertThat(requests.size()).isCloseTo(72_000, within(10));
        // the integral of 10 - 8 cos over the first quarter
        assertThat(before(requests, 1800)).isCloseTo(Math.round(18_000 - 8 * 7200 / (2 * Math.PI)), within(10L));
    }

    @Test
    void noiseChangesTheRateAndNotItsMean() {
        var noisy = new LoadStage(60_000, new RateShape.Level(5), new RateNoise(0.5, 60), LENGTHS);
        var requests = requests(workload(new ArrivalProcess.Even(), noisy), 7);

        assertThat(requests.size()).isCloseTo(300_000, within(15_000));
        assertThat(cv(minutes(requests, 1000))).isCloseTo(0.5, within(0.08));
    }

    @Test
    void aStageWithoutRequestsOnlyShiftsWhatFollows() {
        var pause = stage(1200, new RateShape.Level(0));
        var requests = requests(workload(new ArrivalProcess.Poisson(), level(2, 60), pause, level(2, 60)), 3);

        assertThat(before(requests, 60)).isEqualTo(before(requests, 1260)).isPositive();
        assertThat(requests.get(requests.size() - 1).atMillis()).isBetween(1_260_000.0, 1_320_000.0);
    }

    @Test
    void lengthsStayWithinTheirBoundsAndHaveTheirMeans() {
        var requests = requests(workload(new ArrivalProcess.Poisson(), level(50, 1000)), 5);

        assertThat(requests).allSatisfy(request -> {
            assertThat(request.inputTokens()).isBetween(3200, 4800);
            assertThat(request.outputTokens()).isPositive();
        });
        assertThat(mean(requests, true)).isCloseTo(4000, within(20.0));
        assertThat(mean(requests, false)).isCloseTo(250, within(5.0));
    }

    @Test
    void oneSeedMakesTheSameRequestsAndAnotherSeedOthers() {
        var workload = workload(new ArrivalProcess.Gamma(4), level(5, 600));

        assertThat(requests(workload, 11)).isEqualTo(requests(workload, 11));
        assertThat(requests(workload, 12)).isNotEqualTo(requests(workload, 11));
    }

    /** So that two workloads that differ in one thing can be compared request by request. */
    @Test
    void whatOnePurposeDrawsChangesNothingForTheOthers() {
        var plain = requests(workload(new ArrivalProcess.Poisson(), level(5, 600)), 1);
        var longer = new LoadStage(
                600,
                new RateShape.Level(5),
                RateNoise.NONE,
                new RequestLengths(new TokenLength.Lognormal(100, 2), new TokenLength.Fixed(10)));
        var others = requests(workload(new ArrivalProcess.Poisson(), longer), 1);
        var habits =
                new ClientHabits(new Patience(Patience.Spread.EXPONENTIAL, 10_000, Patience.Awaited.FIRST_TOKEN), 0, 0);
        var impatient = requests(
                workload(model(
                        "m",
                        new ArrivalProcess.Poisson(),
                        Optional.of(new SharedPrefix(4, 100)),
                        habits,
                        level(5, 600))),
                1);

        assertThat(times(others)).isEqualTo(times(plain));
        assertThat(times(impatient)).isEqualTo(times(plain));
        assertThat(impatient)
                .extracting(OfferedRequest::inputTokens)
                .isEqualTo(plain.stream().map(OfferedRequest::inputTokens).toList());
        assertThat(impatient)
                .extracting(OfferedRequest::prefixGroup)
                .contains(0, 1, 2, 3)
                .doesNotContain(-1, 4);
        assertThat(impatient.stream()
                        .mapToDouble(OfferedRequest::patienceMillis)
                        .average()
                        .orElseThrow())
                .isCloseTo(10_000, within(500.0));
    }

    @Test
    void modelsAreMergedInOrderOfTime() {
        var first = model("a", new ArrivalProcess.Poisson(), Optional.empty(), ClientHabits.PATIENT, level(5, 600));
        var second = model("b", new ArrivalProcess.Poisson(), Optional.empty(), ClientHabits.PATIENT, level(1, 300));
        var merged = requests(workload(first, second), 1);

        assertThat(times(merged)).isSorted();
        assertThat(times(merged.stream().filter(request -> request.model() == 0).toList()))
                .isEqualTo(times(requests(workload(first), 1)));
        assertThat(merged.stream().filter(request -> request.model() == 1).count())
                .isBetween(240L, 360L);
    }

    /** So that a Java that draws otherwise is noticed. */
    @Test
    void aSeedMakesTheseRequestsOnEveryJava() {
        var noisy = new LoadStage(
                3600,
                new RateShape.Wave(5, 4, 3600),
                new RateNoise(0.3, 60),
                new RequestLengths(new TokenLength.Lognormal(900, 1.5), new TokenLength.Geometric(200)));
        var habits =
                new ClientHabits(new Patience(Patience.Spread.EXPONENTIAL, 10_000, Patience.Awaited.FIRST_TOKEN), 0, 0);
        var prefix = Optional.of(new SharedPrefix(7, 100));
        var states = List.of(new RateState(0.5, 60), new RateState(3, 20));
        var requests = requests(
                workload(
                        model("a", new ArrivalProcess.Gamma(4), prefix, habits, noisy),
                        model("b", new ArrivalProcess.Modulated(states), prefix, habits, noisy)),
                42);

        assertThat(requests.toString().hashCode()).isEqualTo(508_519_801);
    }

    private static double dispersion(ArrivalProcess process) {
        var minutes = minutes(requests(workload(process, level(10, 60_000)), 9), 1000);
        var mean = minutes.stream().mapToDouble(count -> count).average().orElseThrow();
        return Math.pow(cv(minutes), 2) * mean;
    }

    private static List<Double> minutes(List<OfferedRequest> requests, int count) {
        var minutes = new double[count];
        requests.forEach(request -> minutes[(int) (request.atMillis() / 60_000)]++);
        return IntStream.range(0, count).mapToObj(i -> minutes[i]).toList();
    }

    private static double cv(List<Double> values) {
        var mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        var variance = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance) / mean;
    }

    private static double mean(List<OfferedRequest> requests, boolean input) {
        return requests.stream()
                .mapToInt(request -> input ? request.inputTokens() : request.outputTokens())
                .average()
                .orElseThrow();
    }

    private static long before(List<OfferedRequest> requests, double seconds) {
        return requests.stream()
                .filter(request -> request.atMillis() < seconds * 1000)
                .count();
    }

    private static List<Double> times(List<OfferedRequest> requests) {
        return requests.stream().map(OfferedRequest::atMillis).toList();
    }

    private static List<OfferedRequest> requests(Workload workload, long seed) {
        var requests = new ArrayList<OfferedRequest>();
        RequestStream.of(workload, seed).forEachRemaining(requests::add);
        return requests;
    }

    private static LoadStage level(double ratePerSecond, double seconds) {
        return stage(seconds, new RateShape.Level(ratePerSecond));
    }

    private static LoadStage stage(double seconds, RateShape shape) {
        return new LoadStage(seconds, shape, RateNoise.NONE, LENGTHS);
    }

    private static Workload workload(ArrivalProcess process, LoadStage... stages) {
        return workload(model("m", process, Optional.empty(), ClientHabits.PATIENT, stages));
    }

    private static ModelLoad model(
            String name,
            ArrivalProcess process,
            Optional<SharedPrefix> prefix,
            ClientHabits habits,
            LoadStage... stages) {
        var load = new OfferedLoad.Staged(List.of(stages), process);
        return new ModelLoad(name, 3000, 100, 1, 131_072, load, prefix, habits);
    }

    private static Workload workload(ModelLoad... models) {
        var variants = List.of(models).stream()
                .map(model -> new VariantSetup(
                        model.name(), model.name(), "published", 1, "H100", 1, 100, 1, 10, 1, new ColdStart(100, 0), 1))
                .toList();
        var seconds = List.of(models).stream()
                .mapToDouble(model -> model.load().seconds())
                .max()
                .orElseThrow();
        return new Workload("w", "", seconds, List.of(models), variants, ClusterSetup.UNLIMITED);
    }
}
