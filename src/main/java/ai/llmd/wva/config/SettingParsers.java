package ai.llmd.wva.config;

import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Settings;
import java.time.Duration;
import java.util.List;

/** What each setting accepts, whether it comes from the file, the environment or the ConfigMap. */
final class SettingParsers {
    /** Below this the controller would do nothing but query. */
    static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    static final Parser<Duration> INTERVAL = Parsers.duration(SHORTEST_INTERVAL, Duration.ofHours(24));
    static final Parser<Duration> HOLD_LIMIT = Parsers.duration(Duration.ofSeconds(1), Duration.ofDays(365));
    static final Parser<Mode> MODE = Parsers.labelled(Mode::label, List.of(Mode.values()));
    static final Parser<CalibrationMode> CALIBRATION =
            Parsers.labelled(CalibrationMode::label, List.of(CalibrationMode.values()));
    static final Parser<Duration> DRAIN_WITHIN = Parsers.duration(Settings.SHORTEST_DRAIN, Settings.LONGEST_DRAIN);
    static final Parser<ActuationMode> ACTUATION =
            Parsers.labelled(ActuationMode::label, List.of(ActuationMode.values()));
    static final Parser<Boolean> BOOL = Parsers.bool();
    static final Parser<String> BASE_URL = Parsers.baseUrl();
    static final Parser<String> PATH = Parsers.text();
    static final Parser<String> SERVER_NAME = Parsers.host();
    static final Parser<String> TOKEN = Parsers.token();
    static final Parser<String> USERNAME = Parsers.username();
    static final Parser<String> PASSWORD = Parsers.password();
    static final Parser<String> LOG_LEVEL = Parsers.oneOf("debug", "info", "warn", "error");

    private SettingParsers() {}
}
