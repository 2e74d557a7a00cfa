package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives every key of the file, alone, a value of its own, and the values at and beyond the ends of its range. */
class KeyWiringTest {
    private static final String ANY = "";

    /** Path; a JSON value unlike the default; lowest, highest; just too low, just too high (empty = no range). */
    static Stream<Arguments> keys() {
        return Stream.of(
                key("controller.namespace", "\"other\""),
                key("controller.watchNamespaces", "[\"other\"]"),
                range("settings.interval", "\"61s\"", "\"100ms\"", "\"24h\"", "\"99ms\"", "\"24h1ns\""),
                key("settings.scaleToZero", "true"),
                key("settings.keepAccelerator", "false"),
                range("settings.holdLimit", "\"61s\"", "\"1s\"", "\"8760h\"", "\"999ms\"", "\"8760h1ns\""),
                key("settings.mode", "\"advisory\""),
                key("settings.calibration", "\"observe\""),
                range("settings.drainWithin", "\"90s\"", "\"1s\"", "\"1h\"", "\"999ms\"", "\"1h1ns\""),
                key("settings.actuation", "\"both\""),
                key("settings.logLevel", "\"error\""),
                key("settings.prometheus.baseUrl", "\"http://other\""),
                key("settings.prometheus.insecureSkipVerify", "true"),
                key("settings.prometheus.caCertPath", "\"/other\""),
                key("settings.prometheus.serverName", "\"other\""),
                key("settings.prometheus.bearerToken", "\"other\""),
                key("settings.prometheus.tokenPath", "\"/other\""),
                range("watch.coalesce", "\"61ms\"", "\"0s\"", "\"1m\"", "\"1us\"", "\"61s\""),
                range("watch.requestTimeout", "\"11s\"", "\"100ms\"", "\"1m\"", "\"99ms\"", "\"61s\""),
                key("watch.capacityFromNodes", "true"),
                range("collector.rateWindow", "\"61s\"", "\"1s\"", "\"1h\"", "\"999ms\"", "\"61m\""),
                range("collector.staleAfter", "\"61s\"", "\"1s\"", "\"24h\"", "\"999ms\"", "\"25h\""),
                range("collector.scrapeInterval", "\"16s\"", "\"100ms\"", "\"60s\"", "\"99ms\"", "\"61s\""),
                range("collector.stuckAfter", "\"61s\"", "\"1s\"", "\"24h\"", "\"999ms\"", "\"25h\""),
                key("collector.metricPrefix", "\"kserve_vllm:\""),
                key("collector.modelLabel", "\"other\""),
                key("collector.namespaceLabel", "\"other\""),
                key("collector.podLabel", "\"other\""),
                key("collector.foldLabels", "[\"other\"]"),
                key("collector.matchers", "{\"cluster\": \"eu\"}"),
                key("collector.modelNames", "{\"model\": [\"other\"]}"),
                key("collector.gatewayQueues", "[\"other\"]"),
                range("collector.queryTimeout", "\"11s\"", "\"100ms\"", "\"5m\"", "\"99ms\"", "\"6m\""),
                range("collector.retryDelays", "[\"3s\"]", "[\"0s\"]", "[\"1m\"]", "[\"-1s\"]", "[\"61s\"]"),
                range("collector.breakerFailures", "6", "1", "1000", "0", "1001"),
                range("collector.wakeInterval", "\"2s\"", "\"100ms\"", "\"1m\"", "\"99ms\"", "\"61s\""),
                range("collector.breakerOpen", "\"31s\"", "\"100ms\"", "\"1h\"", "\"99ms\"", "\"61m\""),
                range("collector.poolSize", "5", "1", "256", "0", "257"),
                key("collector.allowPlainHttp", "true"),
                key("collector.headers", "{\"X-Scope-OrgID\": \"other\"}"),
                key("collector.queryParameters", "{\"namespace\": \"other\"}"),
                range("collector.maxUrlBytes", "9000", "1024", "1048576", "1023", "1048577"),
                range("optimizer.timeLimit", "\"11s\"", "\"100ms\"", "\"1h\"", "\"99ms\"", "\"61m\""),
                key("optimizer.policy", "\"original\""),
                key("optimizer.solver", "\"greedy\""),
                key("optimizer.saturationPolicy", "\"None\""),
                key("optimizer.law", "\"published\""),
                range("actuator.workerPoolSize", "5", "1", "256", "0", "257"),
                range("actuator.requestTimeout", "\"11s\"", "\"100ms\"", "\"1m\"", "\"99ms\"", "\"61s\""),
                range(
                        "actuator.scaling.up.stabilizationWindow",
                        "\"30s\"",
                        "\"1s\"",
                        "\"1h\"",
                        "\"999ms\"",
                        "\"3601s\""),
                key("actuator.scaling.up.select", "\"min\""),
                key("actuator.scaling.up.policies", "[\"1 pod in 1m\"]"),
                range(
                        "actuator.scaling.down.stabilizationWindow",
                        "\"30s\"",
                        "\"0s\"",
                        "\"1h\"",
                        "\"999ms\"",
                        "\"3601s\""),
                key("actuator.scaling.down.select", "\"disabled\""),
                key("actuator.scaling.down.policies", "[\"10 % in 30m\"]"),
                key("metrics.names", "\"both\""),
                key("journal.path", "\"/other\""),
                range("journal.maxBytes", "2000000", "1048576", "2147483647", "1048575", "2147483648"),
                range("journal.files", "6", "1", "1000", "0", "1001"),
                key("https.host", "\"127.0.0.1\""),
                range("https.port", "9443", "0", "65535", "-1", "65536"),
                range("https.instances", "2", "1", "64", "0", "65"),
                range("https.workerPoolSize", "5", "1", "256", "0", "257"),
                key("https.certPath", "\"/other\""),
                key("https.keyPath", "\"/other\""),
                range("https.reloadInterval", "\"11s\"", "\"100ms\"", "\"24h\"", "\"99ms\"", "\"25h\""),
                key("https.authentication", "false"),
                range("https.grantedCache", "\"61s\"", "\"0\"", "\"1h\"", "\"1us\"", "\"61m\""),
                range("https.refusedCache", "\"11s\"", "\"0\"", "\"1h\"", "\"1us\"", "\"61m\""),
                range("https.maxHeaderSize", "8192", "1024", "1048576", "1023", "1048577"),
                range("https.maxConnections", "100", "4", "100000", "3", "100001"),
                range("https.requestTimeout", "\"6s\"", "\"100ms\"", "\"1m\"", "\"99ms\"", "\"61s\""),
                range("https.idleTimeout", "\"91s\"", "\"5s\"", "\"1h\"", "\"99ms\"", "\"61m\""),
                key("https.minTls", "\"TLSv1.3\""),
                key("keda.enabled", "true"),
                key("keda.host", "\"127.0.0.1\""),
                range("keda.port", "9444", "0", "65535", "-1", "65536"),
                key("keda.tls", "false"),
                key("keda.clientCaPath", "\"/other\""),
                range("keda.maxConnections", "100", "4", "100000", "3", "100001"),
                range("keda.maxStreams", "100", "1", "100000", "0", "100001"),
                range("keda.requestTimeout", "\"6s\"", "\"100ms\"", "\"1m\"", "\"99ms\"", "\"61s\""),
                range("keda.idleTimeout", "\"91s\"", "\"5s\"", "\"1h\"", "\"99ms\"", "\"61m\""),
                key("probes.host", "\"::1\""),
                range("probes.port", "9081", "0", "65535", "-1", "65536"),
                range("probes.maxConnections", "100", "4", "100000", "3", "100001"),
                range("probes.requestTimeout", "\"6s\"", "\"100ms\"", "\"1m\"", "\"99ms\"", "\"61s\""),
                key("page.enabled", "false"),
                key("page.host", "\"::1\""),
                range("page.port", "9082", "0", "65535", "-1", "65536"),
                key("page.hosts", "[\"other\"]"),
                range("page.maxStreams", "65", "1", "127", "0", "128"),
                range("page.maxConnections", "100", "65", "100000", "64", "100001"),
                range("page.historyBytes", "65537", "65536", "2147483647", "65535", "2147483648"),
                range("page.historySpan", "\"61m\"", "\"1m\"", "\"168h\"", "\"59s\"", "\"169h\""),
                key("externalMetrics.enabled", "true"),
                key("externalMetrics.host", "\"127.0.0.1\""),
                range("externalMetrics.port", "9443", "0", "65535", "-1", "65536"),
                range("externalMetrics.trustFor", "\"61s\"", "\"0s\"", "\"24h\"", "\"999ms\"", "\"25h\""),
                key("leaderElection.enabled", "false"),
                key("leaderElection.leaseName", "\"other.lease\""),
                range("leaderElection.leaseDuration", "\"16s\"", "\"11s\"", "\"1h\"", "\"10s\"", "\"61m\""),
                range("leaderElection.renewDeadline", "\"11s\"", "\"2001ms\"", "\"14s\"", "\"2s\"", "\"15s\""),
                range("leaderElection.retryPeriod", "\"3s\"", "\"100ms\"", "\"9s\"", "\"99ms\"", "\"10s\""),
                range("leaderElection.exportDelay", "\"20s\"", "\"0s\"", "\"1h\"", "\"-1s\"", "\"61m\""),
                range("leaderElection.stepDownAfter", "\"20s\"", "\"1s\"", "\"1h\"", "\"999ms\"", "\"61m\""),
                range("vertx.eventLoopPoolSize", "2", "0", "256", "-1", "257"),
                range("vertx.workerPoolSize", "2", "1", "256", "0", "257"),
                range("vertx.busTimeout", "\"31s\"", "\"100ms\"", "\"1h\"", "\"99ms\"", "\"61m\""),
                range("vertx.blockedThreadCheck", "\"2s\"", "\"1ms\"", "\"1h\"", "\"0s\"", "\"61m\""),
                range("vertx.warnEventLoopAfter", "\"3s\"", "\"1ms\"", "\"1h\"", "\"0s\"", "\"61m\""),
                range("vertx.warnWorkerAfter", "\"3s\"", "\"1ms\"", "\"24h\"", "\"0s\"", "\"25h\""),
                range("shutdownTimeout", "\"8s\"", "\"100ms\"", "\"5m\"", "\"99ms\"", "\"301s\""));
    }

    static Stream<Arguments> ranges() {
        return keys().filter(key -> !ANY.equals(key.get()[2]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void aKeySetsTheRecordComponentOfItsNameAndNoOther(String path, String value) {
        assertThat(changed(path, value)).containsExactly(path);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ranges")
    void theEndsOfTheRangeAreInside(String path, String value, String lowest, String highest) {
        assertThat(changed(path, lowest)).isSubsetOf(path);
        assertThat(changed(path, highest)).isSubsetOf(path);
        assertThat(leaves("", good(path, lowest)).get(path))
                .isNotEqualTo(leaves("", good(path, highest)).get(path));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void whatIsBeyondTheRangeIsRefused(
            String path, String value, String lowest, String highest, String tooLow, String tooHigh) {
        for (var beyond : new String[] {tooLow, tooHigh, "{\"no\": 5}"}) {
            if (!beyond.equals(ANY)) {
                assertThat(ConfigurationReader.read(json(path, beyond)))
                        .isInstanceOfSatisfying(
                                ConfigurationReader.Faulty.class,
                                faulty -> assertThat(Words.of(faulty.problems()))
                                        .as("%s = %s", path, beyond)
                                        .isNotEmpty()
                                        .allSatisfy(error -> assertThat(error).startsWith(sectionOf(path))));
            }
        }
    }

    @Test
    void everyKeyIsInTheTable() {
        var inTable = keys().map(arguments -> (String) arguments.get()[0]).toList();
        assertThat(leaves("", Configuration.defaults()).keySet())
                .filteredOn(path -> !path.startsWith("settings.prometheus.client"))
                .filteredOn(path -> !path.startsWith("settings.prometheus.basicAuth"))
                .containsExactlyInAnyOrderElementsOf(inTable);
    }

    @Test
    void theClientCertificateAndItsKeyComeTogether() {
        var read = ConfigurationReader.read(
                "{\"settings\": {\"prometheus\": {\"clientCertPath\": \"/cert\", \"clientKeyPath\": \"/key\"}}}");
        assertThat(read).isInstanceOfSatisfying(ConfigurationReader.Ok.class, ok -> {
            var prometheus = ok.configuration().settings().prometheus();
            assertThat(prometheus.clientCertPath()).contains("/cert");
            assertThat(prometheus.clientKeyPath()).contains("/key");
        });
    }

    @Test
    void theUserOfBasicAuthenticationAndAPasswordComeTogether() {
        var prometheus = Configurations.prometheus(
                "'basicAuthUsername': 'wva', 'basicAuthPassword': 'secret', 'basicAuthPasswordPath': '/password'");
        assertThat(prometheus.basicAuthUsername()).contains("wva");
        assertThat(prometheus.basicAuthPassword()).contains("secret");
        assertThat(prometheus.basicAuthPasswordPath()).contains("/password");
    }

    /** The paths of all values that differ from the defaults when this key alone is given. */
    private static List<String> changed(String path, String value) {
        var defaults = leaves("", Configuration.defaults());
        return leaves("", good(path, value)).entrySet().stream()
                .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Configuration good(String path, String value) {
        var result = ConfigurationReader.read(json(path, value));
        assertThat(result).isInstanceOf(ConfigurationReader.Ok.class);
        return ((ConfigurationReader.Ok) result).configuration();
    }

    /** All values of a tree of records, by the path of component names. */
    private static Map<String, Object> leaves(String path, Object value) {
        var leaves = new TreeMap<String, Object>();
        if (!(value instanceof Record)) {
            return Map.of(path, value);
        }
        for (var component : value.getClass().getRecordComponents()) {
            try {
                var inner = path.isEmpty() ? component.getName() : path + "." + component.getName();
                if (component.getName().equals("fleet") || component.getName().equals("series")) {
                    // the record is grouped by who may know what, the file is not
                    inner = path;
                }
                leaves.putAll(leaves(inner, component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(component + " cannot be read", e);
            }
        }
        return leaves;
    }

    private static String sectionOf(String path) {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : path;
    }

    private static String json(String path, String value) {
        var json = value;
        var parts = path.split("\\.", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            json = "{\"" + parts[i] + "\": " + json + "}";
        }
        return json;
    }

    private static Arguments key(String path, String value) {
        return range(path, value, ANY, ANY, ANY, ANY);
    }

    private static Arguments range(
            String path, String value, String lowest, String highest, String tooLow, String tooHigh) {
        return Arguments.of(path, value, lowest, highest, tooLow, tooHigh);
    }
}
