package ai.llmd.wva.cli;

import ai.llmd.wva.config.Durations;
import ai.llmd.wva.config.PrometheusSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code profile} that take a profile from history. */
final class HistoryOptions {
    private static final Duration USUAL = Duration.ofHours(6);
    private static final Duration LONGEST = Duration.ofDays(7);

    @Option(
            names = "--from-prometheus",
            paramLabel = "URL",
            description = "Fits the profile to the metrics of the model's servers in Prometheus"
                    + " instead, and sends no load.")
    String prometheus;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Namespace of these servers;" + " default: all namespaces.")
    String namespace;

    @Option(names = "--since", paramLabel = "DURATION", description = "How far back, 10m to 7 days; default 6h.")
    String since;

    @Mixin
    PrometheusAccess access;

    /** What to ask Prometheus. */
    record Chosen(PrometheusSettings prometheus, String model, Optional<String> namespace, Duration since) {}

    /** Empty where no history is asked for; problems are left with the reader. */
    Optional<Chosen> toSettings(OptionReader reader, Optional<String> model) {
        if (prometheus == null) {
            return Optional.empty();
        }
        if (prometheus.isBlank()) {
            reader.problem("--from-prometheus must not be empty");
            return Optional.empty();
        }
        if (model.isEmpty()) {
            reader.problem("--from-prometheus needs --model NAME, as the label model_name has it");
        }
        var back = reader.read(
                OptionReader.flag("--since", since),
                USUAL,
                text -> Durations.parse(text)
                        .filter(given -> given.compareTo(Duration.ofMinutes(10)) >= 0 && given.compareTo(LONGEST) <= 0)
                        .orElseThrow(() ->
                                new IllegalArgumentException("'" + text + "' is not a duration from 10m to 168h")));
        var settings = new PrometheusSettings(
                prometheus,
                access.insecureSkipVerify,
                Optional.ofNullable(access.caFile),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(access.tokenFile),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return Optional.of(new Chosen(settings, model.orElse(""), Optional.ofNullable(namespace), back));
    }
}
