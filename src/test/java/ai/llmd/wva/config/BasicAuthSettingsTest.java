package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways to log in, which exclude each other, from different places. */
class BasicAuthSettingsTest {
    private static final String BASIC = "'basicAuthUsername': 'file', 'basicAuthPassword': 'file-password'";
    private static final String SERVICE_ACCOUNT = "'tokenPath': '" + PrometheusSettings.SERVICE_ACCOUNT_TOKEN + "'";

    private static SettingsResolver resolver(String file, Map<String, String> environment) {
        return new SettingsResolver(Configurations.of("{'settings': {'prometheus': {" + file + "}}}"), environment);
    }

    private static SettingsResolver.Resolution resolve(String file, String... configMap) {
        return resolver(file, Map.of()).resolve(map(configMap), Optional.empty());
    }

    private static Map<String, String> map(String... pairs) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Test
    void theEnvironmentWinsThenTheConfigMapThenTheFile() {
        assertThat(resolve(BASIC).settings().prometheus().basicAuthUsername()).contains("file");
        var configMap =
                map("PROMETHEUS_BASIC_AUTH_USERNAME", "map", "PROMETHEUS_BASIC_AUTH_PASSWORD", " with space \n");
        var fromConfigMap = resolver(BASIC, Map.of()).resolve(configMap, Optional.empty());
        assertThat(fromConfigMap.problems()).isEmpty();
        assertThat(fromConfigMap.settings().prometheus().basicAuthUsername()).contains("map");
        assertThat(fromConfigMap.settings().prometheus().basicAuthPassword()).contains(" with space ");
        var environment = map("PROMETHEUS_BASIC_AUTH_USERNAME", "env", "PROMETHEUS_BASIC_AUTH_PASSWORD_PATH", "/p");
        var fromEnvironment = resolver(BASIC, environment).resolve(configMap, Optional.empty());
        assertThat(fromEnvironment.settings().prometheus().basicAuthUsername()).contains("env");
        assertThat(fromEnvironment.settings().prometheus().basicAuthPasswordPath())
                .contains("/p");
    }

    @Test
    void theTokenOfTheServiceAccountGivesWay() {
        var resolution = resolve(
                SERVICE_ACCOUNT, "PROMETHEUS_BASIC_AUTH_USERNAME", "map", "PROMETHEUS_BASIC_AUTH_PASSWORD", "secret");
        assertThat(resolution.problems()).isEmpty();
        assertThat(resolution.settings().prometheus().basicAuthUsername()).contains("map");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PROMETHEUS_BASIC_AUTH_USERNAME      | needs PROMETHEUS_BASIC_AUTH_PASSWORD or PROMETHEUS_BASIC_AUTH_PASSWORD_PATH beside it
        PROMETHEUS_BASIC_AUTH_PASSWORD      | needs PROMETHEUS_BASIC_AUTH_USERNAME beside it
        PROMETHEUS_BASIC_AUTH_PASSWORD_PATH | needs PROMETHEUS_BASIC_AUTH_USERNAME beside it
        """)
    void halfOfItIsToldAndChangesNothing(String key, String reason) {
        var resolution = resolve("'bearerToken': 'file'", key, "/half");
        assertThat(Words.reasons(resolution.problems()))
                .containsExactly(reason + "; the value of the configuration file is in force");
        assertThat(resolution.settings().prometheus())
                .isEqualTo(resolve("'bearerToken': 'file'").settings().prometheus());
    }

    @Test
    void aTokenBesideItIsToldAndTheLastGoodLoginStays() {
        var good = resolve("", "PROMETHEUS_BASIC_AUTH_USERNAME", "map", "PROMETHEUS_BASIC_AUTH_PASSWORD", "secret");
        var both = resolver("", Map.of())
                .resolve(
                        map(
                                "PROMETHEUS_BASIC_AUTH_USERNAME",
                                "map",
                                "PROMETHEUS_BASIC_AUTH_PASSWORD",
                                "secret",
                                "PROMETHEUS_BEARER_TOKEN",
                                "abc"),
                        Optional.of(good.settings()));
        assertThat(Words.reasons(both.problems()))
                .containsExactly(
                        "cannot be set together with PROMETHEUS_BEARER_TOKEN: use one way to authenticate; the last"
                                + " good value"
                                + " stays in force");
        assertThat(both.settings()).isEqualTo(good.settings());
    }

    @Test
    void aTokenThatMeetsTheFilesUserIsTheOneThatIsNamed() {
        var resolution = resolve(BASIC, "PROMETHEUS_TOKEN_PATH", "/token");
        assertThat(Words.of(resolution.problems()))
                .singleElement()
                .asString()
                .contains("key PROMETHEUS_TOKEN_PATH: cannot be set together with PROMETHEUS_BASIC_AUTH_USERNAME");
        assertThat(resolution.settings().prometheus().tokenPath()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'basicAuthUsername': 'a'                                                    | basicAuthUsername
        'basicAuthPassword': 's3cret'                                               | basicAuthUsername
        'basicAuthUsername': 'a', 'basicAuthPassword': 's3cret', 'bearerToken': 'x' | basicAuthUsername
        'basicAuthUsername': 'a', 'basicAuthPassword': 's3cret', 'tokenPath': '/x'  | basicAuthUsername
        'basicAuthUsername': 'a:b', 'basicAuthPassword': 's3cret'                   | basicAuthUsername
        'basicAuthUsername': 'a', 'basicAuthPassword': 's3\\ncret'                  | basicAuthPassword
        'basicAuthUsername': 'a', 'basicAuthPassword': 3353                         | basicAuthPassword
        """)
    void theFileIsRefusedWithTheKeyAndWithoutThePassword(String keys, String key) {
        var json = "{'settings': {'prometheus': {" + keys + "}}}";
        assertThat(ConfigurationReader.read(json.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        ConfigurationReader.Faulty.class,
                        faulty -> assertThat(Words.of(faulty.problems()))
                                .singleElement()
                                .asString()
                                .startsWith("settings.prometheus." + key + ": ")
                                .doesNotContain("s3", "cret", "3353"));
    }

    @Test
    void noPasswordIsEverShown() {
        var settings = Configurations.prometheus("'baseUrl': 'https://p/x?token=s3cret', 'basicAuthUsername': 'wva',"
                + " 'basicAuthPassword': 's3cret'");
        assertThat(settings.toString()).contains("wva", "https://p/x?...").doesNotContain("s3cret");
    }
}
