package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsResolverTest {
    private static final String SOURCE = "ConfigMap wva/workload-variant-autoscaler-variantautoscaling-config";
    private static final Configuration FILE = file("""
        {"controller": {"namespace": "wva"},
         "settings": {"interval": "20s", "scaleToZero": true, "keepAccelerator": false, "holdLimit": "2h", "mode": "advisory",
           "calibration": "observe", "drainWithin": "3m", "actuation": "scale",
           "logLevel": "warn",
           "prometheus": {"baseUrl": "https://file:9090", "insecureSkipVerify": true, "caCertPath": "/file/ca",
             "clientCertPath": "/file/cert", "clientKeyPath": "/file/key", "serverName": "file", "bearerToken": "file",
             "tokenPath": "/file/token"}}}
        """);

    /** Each setting: its name, a value in text, that value, and the file's. */
    static Stream<Arguments> settings() {
        return Stream.of(
                setting(
                        "GLOBAL_OPT_INTERVAL",
                        "1m30s",
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(20),
                        s -> s.fleet().interval()),
                setting(
                        "WVA_SCALE_TO_ZERO",
                        " False ",
                        false,
                        true,
                        s -> s.fleet().scaleToZero()),
                setting(
                        "WVA_KEEP_ACCELERATOR",
                        "TRUE",
                        true,
                        false,
                        s -> s.fleet().keepAccelerator()),
                setting(
                        "WVA_HOLD_LIMIT",
                        "10m",
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.of(Duration.ofHours(2)),
                        s -> s.fleet().holdLimit()),
                setting(
                        "WVA_MODE",
                        " Active",
                        Mode.ACTIVE,
                        Mode.ADVISORY,
                        s -> s.fleet().mode()),
                setting(
                        "WVA_CALIBRATION",
                        " Off",
                        Optional.of(CalibrationMode.OFF),
                        Optional.of(CalibrationMode.OBSERVE),
                        s -> s.fleet().calibration()),
                setting(
                        "WVA_DRAIN_WITHIN",
                        "90s",
                        Optional.of(Duration.ofSeconds(90)),
                        Optional.of(Duration.ofMinutes(3)),
                        s -> s.fleet().drainWithin()),
                setting(
                        "WVA_ACTUATION",
                        " Both",
                        Optional.of(ActuationMode.BOTH),
                        Optional.of(ActuationMode.SCALE),
                        s -> s.fleet().actuation()),
                setting("LOG_LEVEL", " Debug", "debug", "warn", LiveSettings::logLevel),
                setting(
                        "PROMETHEUS_BASE_URL",
                        "http://p:1/",
                        "http://p:1",
                        "https://file:9090",
                        s -> s.prometheus().baseUrl()),
                setting(
                        "PROMETHEUS_TLS_INSECURE_SKIP_VERIFY",
                        "false",
                        false,
                        true,
                        s -> s.prometheus().insecureSkipVerify()),
                path("PROMETHEUS_CA_CERT_PATH", "/file/ca", s -> s.prometheus().caCertPath()),
                path(
                        "PROMETHEUS_CLIENT_CERT_PATH",
                        "/file/cert",
                        s -> s.prometheus().clientCertPath()),
                path(
                        "PROMETHEUS_CLIENT_KEY_PATH",
                        "/file/key",
                        s -> s.prometheus().clientKeyPath()),
                setting(
                        "PROMETHEUS_SERVER_NAME",
                        "prom.local",
                        Optional.of("prom.local"),
                        Optional.of("file"),
                        s -> s.prometheus().serverName()),
                setting(
                        "PROMETHEUS_BEARER_TOKEN",
                        " abc\n",
                        Optional.of("abc"),
                        Optional.of("file"),
                        s -> s.prometheus().bearerToken()),
                path("PROMETHEUS_TOKEN_PATH", "/file/token", s -> s.prometheus().tokenPath()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void theEnvironmentWinsThenTheConfigMapThenTheFile(
            String name, String text, Object value, Object ofFile, Function<LiveSettings, Object> of) {
        var fromFile = resolve(Map.of(), Map.of());
        assertThat(of.apply(fromFile.settings())).isEqualTo(ofFile);

        var fromConfigMap = resolve(Map.of(), Map.of(name, text));
        assertThat(fromConfigMap.problems()).isEmpty();
        assertThat(of.apply(fromConfigMap.settings())).isEqualTo(value);

        var fromEnvironment = resolve(Map.of(name, text), Map.of(name, "\u0007 not good for anything"));
        assertThat(fromEnvironment.problems()).isEmpty();
        assertThat(fromEnvironment.settings()).isEqualTo(fromConfigMap.settings());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void anEmptyValueIsNotGiven(
            String name, String text, Object value, Object ofFile, Function<LiveSettings, Object> of) {
        var resolution = resolve(Map.of(name, ""), Map.of(name, "  "));
        assertThat(resolution.problems()).isEmpty();
        assertThat(of.apply(resolution.settings())).isEqualTo(ofFile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void aBrokenValueLeavesTheLastGoodOneOfThatSettingOnly(
            String name, String text, Object value, Object ofFile, Function<LiveSettings, Object> of) {
        var good = resolve(Map.of(), Map.of(name, text)).settings();
        var broken = Map.of(name, "\u0007 not good for anything");

        var later = resolver(Map.of()).resolve(broken, Optional.of(good));
        assertThat(later.settings()).isEqualTo(good);
        assertThat(Words.of(later.problems()))
                .singleElement()
                .asString()
                .startsWith(SOURCE + " key " + name + ": ")
                .endsWith("; the last good value stays in force");

        var atStart = resolve(Map.of(), broken);
        assertThat(of.apply(atStart.settings())).isEqualTo(ofFile);
        assertThat(Words.of(atStart.problems()))
                .singleElement()
                .asString()
                .endsWith(
                        name.equals("WVA_MODE")
                                ? "; every variant is advisory until it is fixed"
                                : "; the value of the configuration file is in force");
    }

    /** Whatever the file says: a fleet that was only advised must not be set in motion by a slip of the pen. */
    @Test
    void aModeThatCannotBeReadIsAdvisory() {
        var slip = Map.of("WVA_MODE", "advisry");
        var plain = new SettingsResolver(file("{\"controller\": {\"namespace\": \"wva\"}}"), Map.of());
        var byEnvironment = new SettingsResolver(file("{\"controller\": {\"namespace\": \"wva\"}}"), slip);

        var first = plain.resolve(slip, Optional.empty()).settings();
        assertThat(first.fleet().mode()).isEqualTo(Mode.ADVISORY);
        assertThat(plain.resolve(slip, Optional.of(first)).settings().fleet().mode())
                .isEqualTo(Mode.ADVISORY);
        assertThat(byEnvironment
                        .resolve(Map.of(), Optional.of(first))
                        .settings()
                        .fleet()
                        .mode())
                .isEqualTo(Mode.ADVISORY);
        assertThat(byEnvironment
                        .resolve(Map.of("WVA_MODE", "active"), Optional.empty())
                        .settings()
                        .fleet()
                        .mode())
                .as("the variable is ignored")
                .isEqualTo(Mode.ACTIVE);
    }

    @Test
    void everySettingIsInTheTable() {
        assertThat(settings().map(arguments -> arguments.get()[0]).toArray())
                .containsExactlyInAnyOrder(Setting.ALL.stream()
                        .map(Setting::name)
                        // they exclude the token that this file gives: BasicAuthSettingsTest
                        .filter(name -> !name.startsWith("PROMETHEUS_BASIC_AUTH_"))
                        .toArray());
    }

    @Test
    void aBrokenValueDoesNotStopTheOthersFromChanging() {
        var before = resolve(Map.of(), Map.of("GLOBAL_OPT_INTERVAL", "30s", "LOG_LEVEL", "info"))
                .settings();
        var after = resolver(Map.of())
                .resolve(Map.of("GLOBAL_OPT_INTERVAL", "5x", "LOG_LEVEL", "error"), Optional.of(before));
        assertThat(after.settings().fleet().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(after.settings().logLevel()).isEqualTo("error");
        assertThat(Words.of(after.problems()))
                .containsExactly(SOURCE + " key GLOBAL_OPT_INTERVAL" + ": "
                        + "\"5x\" is not a duration such as 60s or 1m30s; the last good value stays in force");
    }

    @Test
    void aRemovedKeyFallsBackToTheFileNotToTheLastGoodValue() {
        var before = resolve(Map.of(), Map.of("GLOBAL_OPT_INTERVAL", "30s")).settings();
        assertThat(resolver(Map.of())
                        .resolve(Map.of(), Optional.of(before))
                        .settings()
                        .fleet()
                        .interval())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aBrokenEnvironmentVariableIsPassedOverAndFreezesNothing() {
        var environment = Map.of("GLOBAL_OPT_INTERVAL", "soon");
        var first = resolve(environment, Map.of("GLOBAL_OPT_INTERVAL", "30s"));
        assertThat(first.settings().fleet().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Words.of(first.problems()))
                .containsExactly("environment variable GLOBAL_OPT_INTERVAL" + ": "
                        + "\"soon\" is not a duration such as 60s or 1m30s; the variable is ignored");
        var second = resolver(environment).resolve(Map.of("GLOBAL_OPT_INTERVAL", "40s"), Optional.of(first.settings()));
        assertThat(second.settings().fleet().interval()).isEqualTo(Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GLOBAL_OPT_INTERVAL | 60           | "60" is not a duration such as 60s or 1m30s
        GLOBAL_OPT_INTERVAL | 10ms         | "10ms" is not between 100ms and 24h
        GLOBAL_OPT_INTERVAL | -5s          | "-5s" is not between 100ms and 24h
        WVA_HOLD_LIMIT      | 0s           | "0s" is not between 1s and 8760h
        WVA_SCALE_TO_ZERO   | yes          | "yes" is neither true nor false
        LOG_LEVEL           | trace        | "trace" is not one of debug, info, warn, error
        PROMETHEUS_BASE_URL | prometheus   | "prometheus" is not a URL such as https://prometheus:9090: it must start with https:// or http://
        PROMETHEUS_BASE_URL | ftp://p      | "ftp://p" is not a URL such as https://prometheus:9090: it must start with https:// or http://
        PROMETHEUS_BASE_URL | https://     | "https://" is not a URL such as https://prometheus:9090: Expected authority
        PROMETHEUS_BASE_URL | https://:90  | "https://:90" is not a URL such as https://prometheus:9090: its host or port is not valid
        PROMETHEUS_BASE_URL | http://p:0   | "http://p:0" is not a URL such as https://prometheus:9090: its host or port is not valid
        PROMETHEUS_BASE_URL | http://p:65536 | "http://p:65536" is not a URL such as https://prometheus:9090: its host or port is not valid
        PROMETHEUS_BASE_URL | http://p#x   | "http://p#x" must not contain a # fragment
        PROMETHEUS_BASE_URL | ftp://p?q=1  | "ftp://p?..." is not a URL such as https://prometheus:9090: it must start with https:// or http://
        PROMETHEUS_BASE_URL | http://p?q=% | "http://p?..." is not a URL such as https://prometheus:9090: Malformed escape pair
        PROMETHEUS_BASE_URL | http://p?%74ime=1 | must not set the parameter time: the controller sets it for each query
        PROMETHEUS_BASE_URL | http://a b   | "http://a b" is not a URL such as https://prometheus:9090: Illegal character in authority
        PROMETHEUS_BASE_URL | https://me:secret@p | must not contain a user or password; set them in PROMETHEUS_BASIC_AUTH_USERNAME and PROMETHEUS_BASIC_AUTH_PASSWORD
        """)
    void saysWhatIsWrongWithAValue(String name, String text, String reason) {
        assertThat(Words.reasons(resolve(Map.of(), Map.of(name, text)).problems()))
                .singleElement()
                .isEqualTo(reason + "; the value of the configuration file is in force");
    }

    @Test
    void aTokenIsNeverShown() {
        var resolution = resolve(Map.of(), Map.of("PROMETHEUS_BEARER_TOKEN", "se cret"));
        assertThat(resolution.problems()).singleElement().asString().doesNotContain("cret");
    }

    @ParameterizedTest
    @CsvSource({
        "PROMETHEUS_CLIENT_CERT_PATH, PROMETHEUS_CLIENT_KEY_PATH",
        "PROMETHEUS_CLIENT_KEY_PATH, PROMETHEUS_CLIENT_CERT_PATH"
    })
    void halfAClientCertificateChangesNothing(String given, String missing) {
        var resolver = new SettingsResolver(Configuration.defaults(), Map.of());
        var half = resolver.resolve(Map.of(given, "/x"), Optional.empty());
        assertThat(half.settings()).isEqualTo(Configuration.defaults().settings());
        assertThat(Words.of(half.problems()))
                .singleElement()
                .asString()
                .startsWith("ConfigMap workload-variant-autoscaler-system/")
                .endsWith(" key " + given + ": needs " + missing
                        + " beside it; the value of the configuration file is in force");

        var whole = resolver.resolve(Map.of(given, "/x", missing, "/y"), Optional.empty());
        assertThat(whole.problems()).isEmpty();
        assertThat(resolver.resolve(Map.of(given, "/x"), Optional.of(whole.settings()))
                        .settings())
                .isEqualTo(whole.settings());
        var fromBoth = new SettingsResolver(Configuration.defaults(), Map.of(given, "/x"))
                .resolve(Map.of(missing, "/y"), Optional.empty());
        assertThat(fromBoth).isEqualTo(whole);
    }

    @Test
    void aNearMissIsNamedAndAStrangersKeyIsNot() {
        var data = new HashMap<String, String>();
        data.put("GLOBAL_OPT_INTERVALL", "60s");
        data.put("GLOBAL_OPT_TRIGGER", "false");
        data.put("log_level", "debug");
        data.put("SOMETHING", null);
        assertThat(Words.of(resolve(Map.of(), data).problems()))
                .containsExactly(
                        SOURCE + " key GLOBAL_OPT_INTERVALL" + ": "
                                + "is not a setting; did you mean GLOBAL_OPT_INTERVAL?",
                        SOURCE + " key log_level" + ": " + "is not a setting; did you mean LOG_LEVEL?");
    }

    private static SettingsResolver.Resolution resolve(Map<String, String> environment, Map<String, String> configMap) {
        return resolver(environment).resolve(configMap, Optional.empty());
    }

    private static SettingsResolver resolver(Map<String, String> environment) {
        return new SettingsResolver(FILE, environment);
    }

    private static Configuration file(String json) {
        return ((ConfigurationReader.Ok) ConfigurationReader.read(json)).configuration();
    }

    private static Arguments path(String name, String ofFile, Function<LiveSettings, Object> of) {
        return setting(name, "/some/where", Optional.of("/some/where"), Optional.of(ofFile), of);
    }

    private static Arguments setting(
            String name, String text, Object value, Object ofFile, Function<LiveSettings, Object> of) {
        return Arguments.of(name, text, value, ofFile, of);
    }
}
