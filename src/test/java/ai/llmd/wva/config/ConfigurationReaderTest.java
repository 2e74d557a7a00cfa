package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SolverKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    @Test
    void anEmptyObjectMeansTheDefaults() {
        assertThat(good("{}")).isEqualTo(Configuration.defaults());
    }

    @Test
    void emptySectionsMeanTheDefaults() {
        assertThat(good("{\"collector\": {}, \"settings\": {\"prometheus\": {}}}"))
                .isEqualTo(Configuration.defaults());
    }

    @Test
    void ofSeveralFilesTheLastThatHasAKeyCounts(@TempDir Path folder) throws IOException {
        var first = Files.writeString(folder.resolve("first.json"), """
            {"collector": {"allowPlainHttp": true, "rateWindow": "2m", "retryDelays": ["1s", "2s"]}}
            """);
        var second = Files.writeString(folder.resolve("second.json"), """
            {"collector": {"rateWindow": "3m", "retryDelays": ["4s"]}, "watch": {"capacityFromNodes": true}}
            """);

        var read = ((ConfigurationReader.Ok) ConfigurationReader.read(List.of(first, second))).configuration();

        assertThat(read.collector().allowPlainHttp()).isTrue();
        assertThat(read.collector().rateWindow()).isEqualTo(Duration.ofMinutes(3));
        assertThat(read.collector().retryDelays()).containsExactly(Duration.ofSeconds(4));
        assertThat(read.watch().capacityFromNodes()).isTrue();
    }

    @Test
    void ofSeveralFilesTheBrokenOneIsNamed(@TempDir Path folder) throws IOException {
        var good = Files.writeString(folder.resolve("good.json"), "{}");
        var empty = Files.writeString(folder.resolve("empty.json"), "");

        var read = (ConfigurationReader.Faulty) ConfigurationReader.read(List.of(good, empty));

        assertThat(read.problems().toString()).contains("empty.json", "the file is empty");
    }

    @Test
    void readsValuesOfEveryKind() {
        var read = good("""
            {
              "controller": {"namespace": "wva", "watchNamespaces": ["llm-a", "llm-b"]},
              "settings": {"interval": "1m30s", "scaleToZero": true, "holdLimit": "1h", "logLevel": "DEBUG",
                "prometheus": {"baseUrl": "http://prometheus:9090/prefix/", "tokenPath": "/var/run/token"}},
              "collector": {"retryDelays": [], "breakerFailures": 9, "allowPlainHttp": true},
              "https": {"port": 0, "minTls": "tlsv1.3", "grantedCache": "0s"},
              "shutdownTimeout": "2s"
            }
            """);
        assertThat(read.controller())
                .isEqualTo(new ControllerConfiguration(Optional.of("wva"), List.of("llm-a", "llm-b")));
        assertThat(read.settings().fleet().interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.settings().fleet().scaleToZero()).isTrue();
        assertThat(read.settings().fleet().keepAccelerator()).isTrue();
        assertThat(read.settings().fleet().holdLimit()).contains(Duration.ofHours(1));
        assertThat(read.settings().logLevel()).isEqualTo("debug");
        assertThat(read.settings().prometheus().baseUrl()).isEqualTo("http://prometheus:9090/prefix");
        assertThat(read.settings().prometheus().tokenPath()).contains("/var/run/token");
        assertThat(read.collector().retryDelays()).isEmpty();
        assertThat(read.collector().breakerFailures()).isEqualTo(9);
        assertThat(read.collector().allowPlainHttp()).isTrue();
        assertThat(read.https().port()).isZero();
        assertThat(read.https().minTls()).isEqualTo("TLSv1.3");
        assertThat(read.https().grantedCache()).isZero();
        assertThat(read.shutdownTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        near-exact, PriorityRoundRobin, NEAR_EXACT, PRIORITY_ROUND_ROBIN
        Near-Exact, priorityRoundRobin, NEAR_EXACT, PRIORITY_ROUND_ROBIN
        GREEDY,     none,               GREEDY,     NONE
        greedy,     PriorityExhaustive, GREEDY,     PRIORITY_EXHAUSTIVE
        greedy,     ROUNDROBIN,         GREEDY,     ROUND_ROBIN
        """)
    void namesSolverAndSaturationPolicyInAnyCase(
            String solver, String policy, SolverKind expectedSolver, SaturationPolicy expectedPolicy) {
        var optimizer = good("{\"optimizer\": {\"solver\": \"" + solver + "\", \"saturationPolicy\": \"" + policy
                        + "\"}}")
                .optimizer();
        assertThat(optimizer.solver()).isEqualTo(expectedSolver);
        assertThat(optimizer.saturationPolicy()).isEqualTo(expectedPolicy);
        assertThat(optimizer.timeLimit())
                .isEqualTo(OptimizerConfiguration.defaults().timeLimit());
    }

    @Test
    void aKeyThatIsRetiredIsNotedWhateverItsValueAndStopsNothing() {
        var read = ConfigurationReader.read(
                "{\"optimizer\": {\"workerPoolSize\": 2}, \"watch\": {\"resync\": \"nonsense\"}}");
        assertThat(read).isInstanceOfSatisfying(ConfigurationReader.Ok.class, ok -> {
            assertThat(ok.configuration()).isEqualTo(Configuration.defaults());
            assertThat(Words.of(ok.notes()))
                    .containsExactlyInAnyOrder(
                            "optimizer.workerPoolSize: has no effect any more, remove it: planning takes one"
                                    + " thread",
                            "watch.resync: has no effect any more, remove it: what informers replay is known"
                                    + " already, so that nothing came of it");
        });
        assertThat(ConfigurationReader.knownPaths()).doesNotContain("optimizer.workerPoolSize", "watch.resync");
    }

    @Test
    void nodesAreLookedAtOnlyWhereThatIsAskedFor() {
        assertThat(good("{}").watch().capacityFromNodes()).isFalse();
        assertThat(good("{\"watch\": {\"capacityFromNodes\": true}}").watch().capacityFromNodes())
                .isTrue();
    }

    @Test
    void theEmptyTextAndNullTakeAnOptionalDefaultAway() {
        assertThat(good("{\"https\": {\"certPath\": \"\", \"keyPath\": null}}")
                        .https()
                        .certPath())
                .isEmpty();
    }

    /** Columns: the file, with ' for "; the one error expected of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'collector': {'rateWindow': '5x'}}     | collector.rateWindow: '5x' is not a duration such as 60s or 1m30s
        {'collector': {'rateWindow': '500ms'}}  | collector.rateWindow: '500ms' is not between 1s and 1h
        {'collector': {'rateWindow': 60}}       | collector.rateWindow: the number 60 where a duration in quotes such as '60s' is expected
        {'collector': {'rateWindow': null}}     | collector.rateWindow: null where a duration in quotes such as '60s' is expected
        {'https': {'instances': 0}}         | https.instances: 0 is not between 1 and 64
        {'https': {'instances': 1.5}}       | https.instances: the number 1.5 where a whole number without quotes is expected
        {'https': {'instances': '1'}}       | https.instances: the text '1' where a whole number without quotes is expected
        {'collector': {'poolSize': 99999999999999999999}} | collector.poolSize: 99999999999999999999 is not between 1 and 256
        {'collector': {'allowPlainHttp': 'yes'}} | collector.allowPlainHttp: the text 'yes' where true or false without quotes is expected
        {'collector': {'retryDelays': '2s'}}    | collector.retryDelays: the text '2s' where a list in brackets is expected
        {'collector': {'retryDelays': ['2s', 'x']}} | collector.retryDelays[1]: 'x' is not a duration such as 60s or 1m30s
        {'collector': {'retryDelays': ['0','0','0','0','0','0','0','0','0','0','0']}} | collector.retryDelays: 11 entries are more than 10
        {'collector': {'rateWindow': '20s', 'scrapeInterval': '21s'}} | collector.rateWindow: must be at least collector.scrapeInterval: a rate needs two samples
        {'collector': {'staleAfter': '15s', 'scrapeInterval': '15s'}} | collector.staleAfter: must be longer than collector.scrapeInterval, or fresh samples are stale
        {'collector': []}                       | collector: a list where an object in braces is expected
        {'collector': null}                     | collector: null where an object in braces is expected
        {'optimizer': {'policy': 'inferno'}}    | optimizer.policy: 'inferno' is not one of wva, original
        {'optimizer': {'solver': 'exact'}}      | optimizer.solver: 'exact' is not one of near-exact, greedy
        {'optimizer': {'solver': true}}         | optimizer.solver: the word true where text in quotes is expected
        {'optimizer': {'law': 'fluid'}}         | optimizer.law: 'fluid' is not one of continuous, published
        {'optimizer': {'saturationPolicy': 'Fair'}} | optimizer.saturationPolicy: 'Fair' is not one of None, PriorityExhaustive, PriorityRoundRobin, RoundRobin
        {'optimizer': {'saturationpolicy': 'None'}} | optimizer.saturationpolicy: unknown key; did you mean optimizer.saturationPolicy?
        {'controller': {'namespace': 'Not_A_Name'}} | controller.namespace: 'Not_A_Name' is not a namespace: lower-case letters, digits and - are allowed
        {'controller': {'watchNamespaces': ['a', 'b', 'a']}} | controller.watchNamespaces: names a namespace twice
        {'controller': {'watchNamespaces': ['a', {}]}} | controller.watchNamespaces[1]: an object where text in quotes is expected
        {'settings': {'interval': '99ms'}}      | settings.interval: '99ms' is not between 100ms and 24h
        {'settings': {'logLevel': 'chatty'}}    | settings.logLevel: 'chatty' is not one of debug, info, warn, error
        {'settings': {'holdLimit': '-1s'}}      | settings.holdLimit: '-1s' is not between 1s and 8760h
        {'settings': {'prometheus': {'baseUrl': ''}}} | settings.prometheus.baseUrl: '' is not a URL such as https://prometheus:9090: it must start with https:// or http://
        {'settings': {'prometheus': {'baseUrl': 'prometheus:9090'}}} | settings.prometheus.baseUrl: 'prometheus:9090' is not a URL such as https://prometheus:9090: it must start with https:// or http://
        {'settings': {'prometheus': {'clientCertPath': '/a'}}} | settings.prometheus.clientKeyPath: settings.prometheus.clientCertPath and clientKeyPath must be set together: set both or neither
        {'https': {'port': 65536}}              | https.port: 65536 is not between 0 and 65535
        {'https': {'port': 8081}}               | probes.port: must differ from https.port
        {'keda': {'enabled': true, 'port': 8443}} | keda.port: must differ from https.port, probes.port and externalMetrics.port
        {'keda': {'enabled': true, 'port': 8081}} | keda.port: must differ from https.port, probes.port and externalMetrics.port
        {'externalMetrics': {'enabled': true}, 'keda': {'enabled': true, 'port': 6443}} | keda.port: must differ from https.port, probes.port and externalMetrics.port
        {'keda': {'requestTimeout': '1m', 'idleTimeout': '59s'}} | keda.idleTimeout: must not be shorter than keda.requestTimeout
        {'keda': {'tls': false, 'clientCaPath': '/ca'}} | keda.clientCaPath: needs keda.tls: without TLS, clients present no certificate
        {'https': {'certPath': ''}}             | https.certPath: https.certPath and https.keyPath must be set together: set both or neither
        {'https': {'minTls': 'TLSv1.1'}}        | https.minTls: 'TLSv1.1' is not one of TLSv1.2, TLSv1.3
        {'probes': {'host': 'a b'}}             | probes.host: 'a b' is not a host name or address
        {'leaderElection': {'leaseName': 'a..b'}} | leaderElection.leaseName: 'a..b' is not a Kubernetes name: lower-case letters, digits, - and . are allowed
        {'leaderElection': {'leaseDuration': '15.5s'}} | leaderElection.leaseDuration: must be whole seconds: a Lease has no fractions of seconds
        {'leaderElection': {'renewDeadline': '15s'}} | leaderElection.renewDeadline: must be shorter than leaderElection.leaseDuration, or two replicas may lead at the same time
        {'leaderElection': {'retryPeriod': '10s'}} | leaderElection.retryPeriod: must be shorter than leaderElection.renewDeadline, or the leader loses the Lease before it tries again
        {'watch': {'resyn': '10s'}}             | watch.resyn: unknown key
        {'settings': {'prometheus': {'bearerToken': 123}}} | settings.prometheus.bearerToken: a number where text in quotes is expected
        {'watch': {'capacityFromNodes': 'true'}} | watch.capacityFromNodes: the text 'true' where true or false without quotes is expected
        {'shutdownTimeout': '1h'}               | shutdownTimeout: '1h' is not between 100ms and 5m
        {'colector': {}}                        | colector: unknown key; did you mean collector?
        {'collector': {'ratewindow': '1m'}}     | collector.ratewindow: unknown key; did you mean collector.rateWindow?
        {'rateWindow': '1m'}                    | rateWindow: unknown key; did you mean collector.rateWindow?
        {'settings': {'baseUrl': 'https://p'}}  | settings.baseUrl: unknown key; did you mean settings.prometheus.baseUrl?
        {'surprise': 1}                         | surprise: unknown key
        []                                      | a list where an object in braces is expected
        """)
    void saysWhatIsWrongAndWhere(String file, String error) {
        assertThat(errors(file.replace('\'', '"'))).containsExactly(error.replace('\'', '"'));
    }

    @Test
    void reportsEverythingAtOnceAndTheSameEveryTime() {
        var file = """
            {
              "zebra": 1,
              "vertx": {"workerPoolSize": 0, "busTimeout": true},
              "collector": {"rateWindow": "5x", "scrapeInterval": "50m", "pollSize": 3},
              "leaderElection": {"leaseDuration": "soon", "renewDeadline": "20s", "retryPeriod": "30s"},
              "https": 8443
            }
            """;
        assertThat(errors(file))
                .containsExactly(
                        "collector.rateWindow: \"5x\" is not a duration such as 60s or 1m30s",
                        "collector.staleAfter: must be longer than collector.scrapeInterval, or fresh samples are"
                                + " stale",
                        "https: the number 8443 where an object in braces is expected",
                        "leaderElection.leaseDuration: \"soon\" is not a duration such as 60s or 1m30s",
                        "leaderElection.retryPeriod: must be shorter than leaderElection.renewDeadline, or the leader"
                                + " loses the Lease before it tries again",
                        "vertx.workerPoolSize: 0 is not between 1 and 256",
                        "vertx.busTimeout: the word true where a duration in quotes such as \"60s\" is expected",
                        "collector.pollSize: unknown key; did you mean collector.poolSize?",
                        "zebra: unknown key")
                .isEqualTo(errors(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {\\n  'watch': {,}\\n}               | is not valid JSON at line 2, column 13: Unexpected character
        {\\n  'watch': {}\\n                 | is not valid JSON at line
        {'watch': {}} true                   | is not valid JSON at line 1, column 15: there is more text
        {'watch': {},\\n 'watch': {}}        | is not valid JSON at line 2, column 9: Duplicate Object property "watch"
        """)
    void pointsAtSyntaxErrors(String file, String start) {
        assertThat(errors(file.replace('\'', '"').replace("\\n", "\n")))
                .singleElement()
                .asString()
                .startsWith(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void anEmptyFileIsNoConfiguration(String file) {
        assertThat(errors(file)).containsExactly("the file is empty; {} is the shortest configuration");
    }

    @Test
    void aTokenIsNeverShown() {
        var file = "{\"settings\": {\"prometheus\": {\"bearerToken\": \"se cret\"}}}";
        assertThat(errors(file))
                .singleElement()
                .asString()
                .startsWith("settings.prometheus.bearerToken: ")
                .doesNotContain("cret");
    }

    @Test
    void readsAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("wva.json"), "{\"probes\": {\"port\": 9}}");
        assertThat(ConfigurationReader.read(file))
                .isInstanceOfSatisfying(
                        ConfigurationReader.Ok.class,
                        ok -> assertThat(ok.configuration().probes().port()).isEqualTo(9));
    }

    @Test
    void namesAFileThatItCannotRead(@TempDir Path folder) throws IOException {
        var latin = Files.write(folder.resolve("latin.json"), "{\"\u00e9\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        var missing = folder.resolve("missing.json");
        assertThat(Words.of(((ConfigurationReader.Faulty) ConfigurationReader.read(missing)).problems()))
                .containsExactly(missing + ": there is no such file");
        assertThat(Words.of(((ConfigurationReader.Faulty) ConfigurationReader.read(latin)).problems()))
                .containsExactly(latin + ": is not UTF-8 text");
        assertThat(ConfigurationReader.read(folder))
                .isInstanceOfSatisfying(
                        ConfigurationReader.Faulty.class,
                        faulty -> assertThat(Words.of(faulty.problems()))
                                .singleElement()
                                .asString()
                                .startsWith(folder + ": cannot be read"));
    }

    @Test
    void theShippedFileIsCompleteAndHoldsTheDefaults() throws IOException {
        var file = Path.of("conf/wva.json");
        assertThat(good(Files.readString(file))).isEqualTo(Configuration.defaults());
        var text = Files.readString(file);
        assertThat(ConfigurationReader.knownPaths())
                .hasSizeGreaterThan(60)
                .allSatisfy(path -> assertThat(text).contains("\"" + path.substring(path.lastIndexOf('.') + 1) + "\""));
    }

    @Test
    void theNamespaceIsTheFilesElseThePodsElseTheManifests() {
        var pod = Map.of(Environment.POD_NAMESPACE, " llm ");
        var fromFile = good("{\"controller\": {\"namespace\": \"wva\"}}").controller();
        var fromNowhere = Configuration.defaults().controller();
        assertThat(fromFile.namespaceIn(pod)).isEqualTo("wva");
        assertThat(fromNowhere.namespaceIn(pod)).isEqualTo("llm");
        assertThat(fromNowhere.namespaceIn(Map.of(Environment.POD_NAMESPACE, "")))
                .isEqualTo("workload-variant-autoscaler-system");
        assertThat(fromNowhere.namespaceIn(Map.of())).isEqualTo("workload-variant-autoscaler-system");
    }

    private static Configuration good(String json) {
        var result = ConfigurationReader.read(json);
        assertThat(result).isInstanceOf(ConfigurationReader.Ok.class);
        return ((ConfigurationReader.Ok) result).configuration();
    }

    private static List<String> errors(String json) {
        var result = ConfigurationReader.read(json);
        assertThat(result).isInstanceOf(ConfigurationReader.Faulty.class);
        return Words.of(((ConfigurationReader.Faulty) result).problems());
    }
}
