package ai.llmd.wva.simulation.workload.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.simulation.workload.ArrivalProcess;
import ai.llmd.wva.simulation.workload.ClusterSetup;
import ai.llmd.wva.simulation.workload.ColdStart;
import ai.llmd.wva.simulation.workload.OfferedLoad;
import ai.llmd.wva.simulation.workload.RateShape;
import ai.llmd.wva.simulation.workload.RoutingMethod;
import ai.llmd.wva.simulation.workload.Scraping;
import ai.llmd.wva.simulation.workload.Silence;
import ai.llmd.wva.simulation.workload.StoryPhase;
import ai.llmd.wva.simulation.workload.TokenLength;
import ai.llmd.wva.simulation.workload.VariantSetup;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadReaderTest {
    private static final String SMALLEST = """
        models:
        - inputTokens: 4000
          outputTokens: 1000
          stages:
          - seconds: 600
            requestsPerSecond: 2
        """;

    @Test
    void theSmallestFileHasSaneDefaults() {
        var workload = read(SMALLEST);

        assertThat(workload.name()).isEqualTo("mine");
        assertThat(workload.durationSeconds()).isEqualTo(600);
        assertThat(workload.models().get(0).ttftMillis()).isEqualTo(3000);
        assertThat(workload.models().get(0).itlMillis()).isEqualTo(100);
        assertThat(workload.models().get(0).percentile()).isEmpty();
        assertThat(workload.cluster()).isEqualTo(ClusterSetup.UNLIMITED);
        assertThat(workload.variants())
                .containsExactly(new VariantSetup(
                        "model", "model", "h100-qwen32b-tp2", 1, "H100", 2, 200, 1, 10, 1, new ColdStart(100, 0), 1));
    }

    @Test
    void everyKeyIsRead() {
        var workload = read("""
            name: all
            description: everything
            durationSeconds: 900
            models:
            - name: chat
              ttftMillis: 2000
              itlMillis: 50
              percentile: 95
              priority: 3
              maxSequenceTokens: 2000
              arrivals: {process: mmpp, states: [{rateFactor: 1, meanSeconds: 60}, {rateFactor: 2, meanSeconds: 5}]}
              inputTokens: {distribution: lognormal, mean: 900, cv: 1.5}
              outputTokens: {distribution: geometric, mean: 250}
              prefix: {groups: 5, tokens: 400}
              clients: {patienceSeconds: 30, patienceDistribution: exponential, patienceUntil: answer, retries: 2}
              stages:
              - {seconds: 300, fromRequestsPerSecond: 1, toRequestsPerSecond: 5, noiseCv: 0.1, noiseSeconds: 30}
              - {seconds: 300, meanRequestsPerSecond: 5, amplitudeRequestsPerSecond: 2, periodSeconds: 100}
            variants:
            - name: a
              calibration: published
              speed: 0.5
              accelerator: A100
              devicesPerReplica: 4
              priceCentsPerHour: 160
              minReplicas: 0
              maxReplicas: 6
              initialReplicas: 2
              coldStartSeconds: {distribution: lognormal, mean: 240, cv: 0.2}
              profileErrorFactor: 1.3
            cluster:
              devices: {A100: 16}
              nodeProvisioningSeconds: 120
              spotReclaimsPerReplicaHour: 0.1
              routing: prefix-aware
              scrapeSeconds: 30
              missedScrapes: 0.05
              silences: [{variant: a, fromSeconds: 60, seconds: 300}]
            phases: [{atSeconds: 300, name: later}, {atSeconds: 0, name: first}]
            """);

        var model = workload.models().get(0);
        var load = (OfferedLoad.Staged) model.load();
        assertThat(load.arrivals()).isInstanceOf(ArrivalProcess.Modulated.class);
        assertThat(load.stages().get(0).rate()).isEqualTo(new RateShape.Ramp(1, 5, 300));
        assertThat(load.stages().get(0).noise().everySeconds()).isEqualTo(30);
        assertThat(load.stages().get(1).rate()).isEqualTo(new RateShape.Wave(5, 2, 100));
        assertThat(load.stages().get(1).lengths().input()).isEqualTo(new TokenLength.Lognormal(900, 1.5));
        assertThat(model.clients().patience().meanMillis()).isEqualTo(30_000);
        assertThat(model.percentile()).hasValue(95);
        assertThat(model.clients().retries()).isEqualTo(2);
        assertThat(model.prefix())
                .hasValueSatisfying(prefix -> assertThat(prefix.groups()).isEqualTo(5));
        assertThat(workload.variants().get(0).coldStart()).isEqualTo(new ColdStart(240, 0.2));
        assertThat(workload.cluster().devicesOf("A100")).hasValue(16);
        assertThat(workload.cluster().devicesOf("H100")).isEmpty();
        assertThat(workload.cluster().routing()).isEqualTo(RoutingMethod.PREFIX_AWARE);
        assertThat(workload.cluster().scraping()).isEqualTo(new Scraping(30, 0.05, List.of(new Silence("a", 60, 300))));
        assertThat(workload.phases()).containsExactly(new StoryPhase(0, "first"), new StoryPhase(300, "later"));
        assertThat(workload.durationSeconds()).isEqualTo(900);
    }

    /** What stands in place of a line of the smallest file, and what is said of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requestsPerSecond: 2|requestsPerSecond: -3|x.yaml:6: requestsPerSecond must be 0 or more: -3",
                "requestsPerSecond: 2|requestsPerSecond: two|x.yaml:6: requestsPerSecond is the text \"two\", where a"
                        + " number is expected",
                "requestsPerSecond: 2|requestPerSecond: 2|x.yaml:6: unknown key requestPerSecond; did you mean"
                        + " requestsPerSecond?",
                "requestsPerSecond: 2|meanRequestsPerSecond: 2|x.yaml:5: amplitudeRequestsPerSecond is missing",
                "requestsPerSecond: 2|{requestsPerSecond: 2, toRequestsPerSecond: 3}|x.yaml:7: is not valid YAML",
                "seconds: 600|periodSecond: 600|x.yaml:5: unknown key periodSecond; did you mean periodSeconds?",
                "seconds: 600|seconds: 0|x.yaml:5: seconds must be above 0: 0",
                "seconds: 600|toRequestsPerSecond: 5|x.yaml:6: requestsPerSecond stands beside another rate; give one"
                        + " of them",
                "inputTokens: 4000|inputTokens: 200000|x.yaml:2: inputTokens makes a request of up to 201000 tokens,"
                        + " more than maxSequenceTokens: 32768",
                "inputTokens: 4000|inputTokens: {distribution: unifrom, min: 1, max: 2}|x.yaml:2: there is no"
                        + " distribution \"unifrom\"; did you mean \"uniform\"?",
                "inputTokens: 4000|inputTokens: {min: 9, max: 2}|x.yaml:2: min must be max or less: 9 > 2",
                "inputTokens: 4000|inputTokens: 0.5|x.yaml:2: inputTokens must be from 1 to 100000000: 0.5",
                "inputTokens: 4000|maxSequenceTokens: 50000|x.yaml:2: maxSequenceTokens must be at most 32768, as the"
                        + " calibration has it: 50000",
                "inputTokens: 4000|name: a|x.yaml:5: inputTokens and outputTokens are needed, in the stage or in its"
                        + " model",
                "inputTokens: 4000|arrivals: poison|x.yaml:2: there is no arrivals \"poison\"; did you mean"
                        + " \"poisson\"?",
                "inputTokens: 4000|arrivals: gamma|x.yaml:2: arrivals needs parameters: {process: gamma, ...}",
                "inputTokens: 4000|arrivals: {process: gamma}|x.yaml:2: cv is missing",
                "inputTokens: 4000|clients: {retries: -1}|x.yaml:2: retries must be from 0 to 1000: -1",
                "requestsPerSecond: 2|meanRequestsPerSecond: 2;    amplitudeRequestsPerSecond: 3|x.yaml:7:"
                        + " amplitudeRequestsPerSecond must be the mean rate or less: 3.0 > 2.0",
                "requestsPerSecond: 2|requestsPerSecond: .nan|x.yaml:6: requestsPerSecond must be 0 or more: NaN",
                "seconds: 600|seconds: 600;    seconds: 700|x.yaml:6: is not valid YAML",
                "models:|model:|x.yaml:1: unknown key model; did you mean models?",
                "models:|models:;- 5|x.yaml:2: the number 5 where keys with values are expected",
            })
    void whatIsWrongIsToldWithFileAndLine(String line, String instead, String error) {
        assertThat(errors(SMALLEST.replace(line, instead.replace(';', '\n'))))
                .anySatisfy(message -> assertThat(message).startsWith(error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variants: [{model: modl}]|x.yaml:7: there is no model \"modl\"; did you mean \"model\"?",
                "variants: [{calibration: h100}]|x.yaml:7: there is no calibration \"h100\" (there are:"
                        + " h100-qwen14b, h100-qwen32b-tp2, published)",
                "variants: [{calibration: published}]|x.yaml:2: inputTokens makes a request of up to 5000 tokens, more"
                        + " than maxSequenceTokens: 2048",
                "variants: [{minReplicas: 5, maxReplicas: 2}]|x.yaml:7: minReplicas must be maxReplicas or less: 5 > 2",
                "variants: [{maxReplicas: 2, initialReplicas: 3}]|x.yaml:7: initialReplicas must be from minReplicas"
                        + " to maxReplicas: 3",
                "variants: [{maxReplicas: 2.5}]|x.yaml:7: maxReplicas must be a whole number: 2.5",
                "variants: [{coldStartSeconds: -1}]|x.yaml:7: coldStartSeconds must be 0 or more: -1",
                "variants: [{name: a}, {name: a}]|x.yaml:7: variants have the name \"a\" twice",
                "variants: []|x.yaml:7: variants must have one for the model \"model\"",
                "variants: 5|x.yaml:7: variants is the number 5, where a list is expected",
                "cluster: {devices: {H100: -8}}|x.yaml:7: H100 must be from 0 to 1000000: -8",
                "cluster: {routing: random}|x.yaml:7: there is no routing \"random\" (there are: kv-aware,"
                        + " least-outstanding, prefix-aware, round-robin)",
                "cluster: {missedScrapes: 1}|x.yaml:7: missedScrapes must be from 0 to 0.99: 1",
                "cluster: {nodeProvisioning: 8}|x.yaml:7: unknown key nodeProvisioning; did you mean"
                        + " nodeProvisioningSeconds?",
                "cluster: {silences: [{variant: other, fromSeconds: 1, seconds: 1}]}|x.yaml:7: there is no variant"
                        + " \"other\"",
                "cluster: {silences: [{variant: model, fromSeconds: 1}]}|x.yaml:7: seconds is missing",
                "cluster: {silences: [{fromSeconds: 1, seconds: 1}]}|x.yaml:7: variant is missing",
                "phases: [{name: day}]|x.yaml:7: atSeconds is missing",
                "phases: [{atSeconds: 1}]|x.yaml:7: name is missing",
                "durationSeconds: 0|x.yaml:7: durationSeconds must be above 0: 0",
                "models: []|x.yaml:7: is not valid YAML",
            })
    void whatIsWrongAroundTheModelsIsToldToo(String added, String error) {
        assertThat(errors(SMALLEST + added))
                .anySatisfy(message -> assertThat(message).startsWith(error));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        var text = SMALLEST.replace("600", "-1").replace("2\n", "-2\n");
        var errors = errors(text + "cluster: {devices: 3}\nsource: me\n");

        assertThat(errors)
                .containsExactly(
                        "x.yaml:5: seconds must be above 0: -1",
                        "x.yaml:6: requestsPerSecond must be 0 or more: -2",
                        "x.yaml:7: the number 3 where keys with values are expected",
                        "x.yaml:8: unknown key source; known here: cluster, description, durationSeconds, models, name,"
                                + " phases, variants");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|x.yaml: is empty", "---|x.yaml: is empty", "hello|x.yaml:1: the text"})
    void aFileOfNothingIsRefused(String text, String error) {
        assertThat(errors(text))
                .first()
                .satisfies(message -> assertThat(message).startsWith(error));
    }

    private static Workload read(String text) {
        var result = result(text);
        assertThat(result).isInstanceOf(WorkloadReader.Ok.class);
        return ((WorkloadReader.Ok) result).workload();
    }

    private static List<String> errors(String text) {
        var result = result(text);
        assertThat(result).isInstanceOf(WorkloadReader.Faulty.class);
        return ((WorkloadReader.Faulty) result)
                .problems().stream().map(ProblemText::full).toList();
    }

    private static WorkloadReader.Result result(String text) {
        return WorkloadReader.read("x.yaml", "mine", text, new TraceFinder(Optional.empty(), Optional.empty()));
    }
}
