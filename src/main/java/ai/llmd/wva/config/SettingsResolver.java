package ai.llmd.wva.config;

import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.Subject.EnvironmentVariable;
import ai.llmd.wva.model.Subject.SettingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides every setting by itself: environment > ConfigMap > file > default. An empty value counts as not given.
 *
 * <p>A broken value in the ConfigMap leaves the last good value of that setting in force, or, when there has been none,
 * the next source's. A broken environment variable is passed over: it cannot change while the process runs, so it
 * must not freeze what the ConfigMap says.
 */
public final class SettingsResolver {
    private final LiveSettings file;
    private final Map<String, String> environment;
    private final ConfigMapName source;

    /** The ConfigMap is that of the configuration's namespace. */
    public SettingsResolver(Configuration configuration, Map<String, String> environment) {
        this.file = configuration.settings();
        this.environment = Map.copyOf(environment);
        this.source = new ConfigMapName(configuration.controller().namespaceIn(environment), ConfigMapNames.SETTINGS);
    }

    /** The names of all settings, as keys of the ConfigMap and as variables of the environment. */
    public static List<String> names() {
        return Setting.ALL.stream().map(Setting::name).toList();
    }

    /** The settings in force, and what was wrong on the way, in the order of the settings in the documentation. */
    public record Resolution(LiveSettings settings, List<Problem> problems) {
        public Resolution {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Resolves all settings.
     *
     * @param configMap the ConfigMap's data; empty when there is none
     * @param lastGood what came of the last resolution
     */
    public Resolution resolve(Map<String, String> configMap, Optional<LiveSettings> lastGood) {
        var lookup = new Lookup(configMap, lastGood, new ArrayList<>());
        var settings = lookup.settings();
        lookup.misspelt();
        return new Resolution(settings, lookup.problems);
    }

    /** One resolution under way. */
    private final class Lookup {
        private final Map<String, String> configMap;
        private final Optional<LiveSettings> lastGood;
        private final List<Problem> problems;

        Lookup(Map<String, String> configMap, Optional<LiveSettings> lastGood, List<Problem> problems) {
            this.configMap = configMap;
            this.lastGood = lastGood;
            this.problems = problems;
        }

        LiveSettings settings() {
            var fleet = new Settings(
                    value(Setting.INTERVAL),
                    value(Setting.SCALE_TO_ZERO),
                    value(Setting.KEEP_ACCELERATOR),
                    value(Setting.HOLD_LIMIT),
                    value(Setting.MODE),
                    value(Setting.CALIBRATION),
                    value(Setting.DRAIN_WITHIN),
                    value(Setting.ACTUATION));
            return new LiveSettings(fleet, prometheus(), value(Setting.LOG_LEVEL));
        }

        private PrometheusSettings prometheus() {
            var url = value(Setting.BASE_URL);
            boolean skipVerify = value(Setting.INSECURE_SKIP_VERIFY);
            var caCert = value(Setting.CA_CERT_PATH);
            var clientCert = value(Setting.CLIENT_CERT_PATH);
            var clientKey = value(Setting.CLIENT_KEY_PATH);
            if (clientCert.isPresent() != clientKey.isPresent()) {
                half(clientCert.isPresent() ? Setting.CLIENT_CERT_PATH : Setting.CLIENT_KEY_PATH);
                clientCert = Setting.CLIENT_CERT_PATH.of().apply(lastGood.orElse(file));
                clientKey = Setting.CLIENT_KEY_PATH.of().apply(lastGood.orElse(file));
            }
            return withOneLogin(new PrometheusSettings(
                    url,
                    skipVerify,
                    caCert,
                    clientCert,
                    clientKey,
                    value(Setting.SERVER_NAME),
                    value(Setting.BEARER_TOKEN),
                    value(Setting.TOKEN_PATH),
                    value(Setting.BASIC_AUTH_USERNAME),
                    value(Setting.BASIC_AUTH_PASSWORD),
                    value(Setting.BASIC_AUTH_PASSWORD_PATH)));
        }

        private void half(Setting<?> given) {
            var missing = given.equals(Setting.CLIENT_CERT_PATH) ? Setting.CLIENT_KEY_PATH : Setting.CLIENT_CERT_PATH;
            tell(given, "needs " + missing.name() + " beside it");
        }

        /** What was read, or, where its ways to log in contradict each other, with those that were in force. */
        private PrometheusSettings withOneLogin(PrometheusSettings read) {
            var second = read.bearerBesideBasic();
            if (read.basicAuthIsHalf()) {
                if (read.basicAuthUsername().isPresent()) {
                    tell(
                            Setting.BASIC_AUTH_USERNAME,
                            "needs " + Setting.BASIC_AUTH_PASSWORD.name() + " or "
                                    + Setting.BASIC_AUTH_PASSWORD_PATH.name() + " beside it");
                } else {
                    tell(
                            read.basicAuthPassword().isPresent()
                                    ? Setting.BASIC_AUTH_PASSWORD
                                    : Setting.BASIC_AUTH_PASSWORD_PATH,
                            "needs " + Setting.BASIC_AUTH_USERNAME.name() + " beside it");
                }
            } else if (second.isPresent()) {
                var here = isGiven(Setting.BASIC_AUTH_USERNAME) ? Setting.BASIC_AUTH_USERNAME : second.get();
                var there = here.equals(Setting.BASIC_AUTH_USERNAME) ? second.get() : Setting.BASIC_AUTH_USERNAME;
                tell(here, "cannot be set together with " + there.name() + ": use one way to authenticate");
            } else {
                return read;
            }
            return read.withLoginOf(lastGood.orElse(file).prometheus());
        }

        private boolean isGiven(Setting<?> setting) {
            return given(environment, setting.name()).isPresent()
                    || given(configMap, setting.name()).isPresent();
        }

        private void tell(Setting<?> given, String message) {
            var subject = given(environment, given.name()).isPresent() ? inEnvironment(given) : inConfigMap(given);
            problems.add(new Problem(subject, fallback(), message));
        }

        private <T> T value(Setting<T> setting) {
            var fromEnvironment = given(environment, setting.name());
            var fromConfigMap = given(configMap, setting.name());
            if (fromEnvironment.isPresent()) {
                try {
                    return setting.parser().parse(fromEnvironment.get());
                } catch (IllegalArgumentException e) {
                    if (fromConfigMap.isEmpty() && setting.unread().isPresent()) {
                        problems.add(new Problem(inEnvironment(setting), Effect.NOTHING_ACTS, e.getMessage()));
                        return setting.unread().get();
                    }
                    problems.add(new Problem(inEnvironment(setting), Effect.PASSED_OVER, e.getMessage()));
                }
            }
            if (fromConfigMap.isPresent()) {
                try {
                    return setting.parser().parse(fromConfigMap.get());
                } catch (IllegalArgumentException e) {
                    if (lastGood.isEmpty() && setting.unread().isPresent()) {
                        problems.add(new Problem(inConfigMap(setting), Effect.NOTHING_ACTS, e.getMessage()));
                        return setting.unread().get();
                    }
                    problems.add(new Problem(inConfigMap(setting), fallback(), e.getMessage()));
                    return setting.of().apply(lastGood.orElse(file));
                }
            }
            return setting.of().apply(file);
        }

        private Effect fallback() {
            return lastGood.isPresent() ? Effect.LAST_GOOD : Effect.FILE_VALUE;
        }

        /** Only near misses are told: the ConfigMap may hold keys of other programs. */
        void misspelt() {
            var names = names();
            for (var key : new TreeSet<>(configMap.keySet())) {
                if (!names.contains(key)) {
                    Spelling.close(key, names)
                            .ifPresent(name -> problems.add(new Problem(
                                    new SettingKey(source, key),
                                    Effect.REMARK,
                                    "is not a setting; did you mean " + name + "?")));
                }
            }
        }
    }

    private static Optional<String> given(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isBlank());
    }

    private static Subject inEnvironment(Setting<?> setting) {
        return new EnvironmentVariable(setting.name());
    }

    private Subject inConfigMap(Setting<?> setting) {
        return new SettingKey(source, setting.name());
    }
}
