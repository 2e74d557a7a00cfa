package ai.llmd.wva.config;

import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting that environment, ConfigMap and file may give.
 *
 * @param name of the environment variable and ConfigMap key
 * @param key in the file, e.g. {@code settings.interval}
 * @param of where it is in a set of settings
 * @param unread what counts, and has nothing act, where the value that was given cannot be read and no other one is in
 *     force; empty = what the file says
 */
record Setting<T>(String name, String key, Parser<T> parser, Function<LiveSettings, T> of, Optional<T> unread) {
    static final Setting<Duration> INTERVAL =
            fleet(Environment.INTERVAL, "interval", SettingParsers.INTERVAL, Settings::interval);
    static final Setting<Boolean> SCALE_TO_ZERO =
            fleet(Environment.SCALE_TO_ZERO, "scaleToZero", SettingParsers.BOOL, Settings::scaleToZero);
    static final Setting<Boolean> KEEP_ACCELERATOR =
            fleet(Environment.KEEP_ACCELERATOR, "keepAccelerator", SettingParsers.BOOL, Settings::keepAccelerator);
    static final Setting<Optional<Duration>> HOLD_LIMIT =
            fleet(Environment.HOLD_LIMIT, "holdLimit", optional(SettingParsers.HOLD_LIMIT), Settings::holdLimit);
    /** One that cannot be read must not set a fleet in motion that was only advised. */
    static final Setting<Mode> MODE =
            fleet(Environment.MODE, "mode", SettingParsers.MODE, Settings::mode).whereUnread(Mode.ADVISORY);

    static final Setting<Optional<CalibrationMode>> CALIBRATION =
            fleet(Environment.CALIBRATION, "calibration", optional(SettingParsers.CALIBRATION), Settings::calibration);
    static final Setting<Optional<Duration>> DRAIN_WITHIN = fleet(
            Environment.DRAIN_WITHIN, "drainWithin", optional(SettingParsers.DRAIN_WITHIN), Settings::drainWithin);
    static final Setting<Optional<ActuationMode>> ACTUATION =
            fleet(Environment.ACTUATION, "actuation", optional(SettingParsers.ACTUATION), Settings::actuation);

    static final Setting<String> LOG_LEVEL =
            new Setting<>(Environment.LOG_LEVEL, "settings.logLevel", SettingParsers.LOG_LEVEL, LiveSettings::logLevel);
    static final Setting<String> BASE_URL = prometheus(
            Environment.PROMETHEUS_BASE_URL, "baseUrl", SettingParsers.BASE_URL, PrometheusSettings::baseUrl);
    static final Setting<Boolean> INSECURE_SKIP_VERIFY = prometheus(
            Environment.PROMETHEUS_INSECURE_SKIP_VERIFY,
            "insecureSkipVerify",
            SettingParsers.BOOL,
            PrometheusSettings::insecureSkipVerify);
    static final Setting<Optional<String>> CA_CERT_PATH = prometheus(
            Environment.PROMETHEUS_CA_CERT_PATH,
            "caCertPath",
            optional(SettingParsers.PATH),
            PrometheusSettings::caCertPath);
    static final Setting<Optional<String>> CLIENT_CERT_PATH = prometheus(
            Environment.PROMETHEUS_CLIENT_CERT_PATH,
            "clientCertPath",
            optional(SettingParsers.PATH),
            PrometheusSettings::clientCertPath);
    static final Setting<Optional<String>> CLIENT_KEY_PATH = prometheus(
            Environment.PROMETHEUS_CLIENT_KEY_PATH,
            "clientKeyPath",
            optional(SettingParsers.PATH),
            PrometheusSettings::clientKeyPath);
    static final Setting<Optional<String>> SERVER_NAME = prometheus(
            Environment.PROMETHEUS_SERVER_NAME,
            "serverName",
            optional(SettingParsers.SERVER_NAME),
            PrometheusSettings::serverName);
    static final Setting<Optional<String>> BEARER_TOKEN = prometheus(
            Environment.PROMETHEUS_BEARER_TOKEN,
            "bearerToken",
            optional(SettingParsers.TOKEN),
            PrometheusSettings::bearerToken);
    static final Setting<Optional<String>> TOKEN_PATH = prometheus(
            Environment.PROMETHEUS_TOKEN_PATH,
            "tokenPath",
            optional(SettingParsers.PATH),
            PrometheusSettings::tokenPath);
    static final Setting<Optional<String>> BASIC_AUTH_USERNAME = prometheus(
            Environment.PROMETHEUS_BASIC_AUTH_USERNAME,
            "basicAuthUsername",
            optional(SettingParsers.USERNAME),
            PrometheusSettings::basicAuthUsername);
    static final Setting<Optional<String>> BASIC_AUTH_PASSWORD = prometheus(
            Environment.PROMETHEUS_BASIC_AUTH_PASSWORD,
            "basicAuthPassword",
            optional(SettingParsers.PASSWORD),
            PrometheusSettings::basicAuthPassword);
    static final Setting<Optional<String>> BASIC_AUTH_PASSWORD_PATH = prometheus(
            Environment.PROMETHEUS_BASIC_AUTH_PASSWORD_PATH,
            "basicAuthPasswordPath",
            optional(SettingParsers.PATH),
            PrometheusSettings::basicAuthPasswordPath);

    static final List<Setting<?>> ALL = List.of(
            INTERVAL,
            SCALE_TO_ZERO,
            KEEP_ACCELERATOR,
            HOLD_LIMIT,
            MODE,
            CALIBRATION,
            DRAIN_WITHIN,
            ACTUATION,
            LOG_LEVEL,
            BASE_URL,
            INSECURE_SKIP_VERIFY,
            CA_CERT_PATH,
            CLIENT_CERT_PATH,
            CLIENT_KEY_PATH,
            SERVER_NAME,
            BEARER_TOKEN,
            TOKEN_PATH,
            BASIC_AUTH_USERNAME,
            BASIC_AUTH_PASSWORD,
            BASIC_AUTH_PASSWORD_PATH);

    Setting(String name, String key, Parser<T> parser, Function<LiveSettings, T> of) {
        this(name, key, parser, of, Optional.empty());
    }

    private Setting<T> whereUnread(T value) {
        return new Setting<>(name, key, parser, of, Optional.of(value));
    }

    private static <T> Parser<Optional<T>> optional(Parser<T> parser) {
        return text -> Optional.of(parser.parse(text));
    }

    private static <T> Setting<T> fleet(String name, String key, Parser<T> parser, Function<Settings, T> of) {
        return new Setting<>(name, "settings." + key, parser, settings -> of.apply(settings.fleet()));
    }

    private static <T> Setting<T> prometheus(
            String name, String key, Parser<T> parser, Function<PrometheusSettings, T> of) {
        return new Setting<>(name, "settings.prometheus." + key, parser, settings -> of.apply(settings.prometheus()));
    }
}
