package ai.llmd.wva.config;

import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Settings;
import java.util.Optional;

/** Reads the file's section {@code settings}. */
final class SettingsReader {
    private SettingsReader() {}

    static LiveSettings settings(Section in) {
        var standard = Configuration.defaults().settings();
        var read = new LiveSettings(
                fleet(in, standard.fleet()),
                prometheus(in.section("prometheus"), standard.prometheus()),
                in.text("logLevel", standard.logLevel(), SettingParsers.LOG_LEVEL));
        in.done();
        return read;
    }

    private static Settings fleet(Section in, Settings standard) {
        return new Settings(
                in.parsed(
                        "interval",
                        standard.interval(),
                        "a duration in quotes such as \"60s\"",
                        SettingParsers.INTERVAL),
                in.bool("scaleToZero", standard.scaleToZero()),
                in.bool("keepAccelerator", standard.keepAccelerator()),
                in.optional("holdLimit", standard.holdLimit(), SettingParsers.HOLD_LIMIT),
                in.parsed("mode", standard.mode(), "text in quotes", SettingParsers.MODE),
                Optional.of(in.parsed(
                        "calibration",
                        standard.calibration().orElse(CalibrationMode.OFF),
                        "text in quotes",
                        SettingParsers.CALIBRATION)),
                Optional.of(in.parsed(
                        "drainWithin",
                        standard.drainWithin().orElse(Settings.DRAIN_WITHIN),
                        "a duration in quotes such as \"2m\"",
                        SettingParsers.DRAIN_WITHIN)),
                Optional.of(in.parsed(
                        "actuation",
                        standard.actuation().orElse(ActuationMode.METRICS),
                        "text in quotes",
                        SettingParsers.ACTUATION)));
    }

    private static PrometheusSettings prometheus(Section in, PrometheusSettings standard) {
        var read = new PrometheusSettings(
                in.text("baseUrl", standard.baseUrl(), SettingParsers.BASE_URL),
                in.bool("insecureSkipVerify", standard.insecureSkipVerify()),
                in.optional("caCertPath", standard.caCertPath(), SettingParsers.PATH),
                in.optional("clientCertPath", standard.clientCertPath(), SettingParsers.PATH),
                in.optional("clientKeyPath", standard.clientKeyPath(), SettingParsers.PATH),
                in.optional("serverName", standard.serverName(), SettingParsers.SERVER_NAME),
                in.secret("bearerToken", standard.bearerToken(), SettingParsers.TOKEN),
                in.optional("tokenPath", standard.tokenPath(), SettingParsers.PATH),
                in.optional("basicAuthUsername", standard.basicAuthUsername(), SettingParsers.USERNAME),
                in.secret("basicAuthPassword", standard.basicAuthPassword(), SettingParsers.PASSWORD),
                in.optional("basicAuthPasswordPath", standard.basicAuthPasswordPath(), SettingParsers.PATH));
        in.check(
                read.clientCertPath().isPresent() == read.clientKeyPath().isPresent(),
                "settings.prometheus.clientCertPath and clientKeyPath must be set together: set both or neither",
                read.clientCertPath().isPresent() ? "clientKeyPath" : "clientCertPath",
                read.clientCertPath().isPresent() ? "clientCertPath" : "clientKeyPath");
        in.check(
                !read.basicAuthIsHalf(),
                "basic authentication takes settings.prometheus.basicAuthUsername and one of basicAuthPassword and"
                        + " basicAuthPasswordPath: give both or neither",
                "basicAuthUsername",
                "basicAuthPassword",
                "basicAuthPasswordPath");
        in.check(
                read.bearerBesideBasic().isEmpty(),
                "cannot be set together with settings.prometheus.bearerToken or tokenPath: use one way to authenticate",
                "basicAuthUsername",
                "bearerToken",
                "tokenPath");
        in.done();
        return read;
    }
}
