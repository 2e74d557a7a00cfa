package ai.llmd.wva.config;

import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import java.time.Duration;
import java.util.List;

/** Reads each section of the file into its record: key, default, and the range it must be in. */
final class SectionReaders {
    private static final int MOST_INSTANCES = 64;
    private static final int MOST_THREADS = 256;
    private static final int MOST_NAMESPACES = 1000;
    private static final int MOST_RETRIES = 10;
    private static final int MOST_NAMES = 64;
    private static final int MOST_MODELS = 1000;
    private static final int MOST_ADDITIONS = 32;
    private static final int FEWEST_CONNECTIONS = 4;
    private static final int MOST_CONNECTIONS = 100_000;
    private static final int MOST_STREAMS = 100_000;
    private static final int FEWEST_JOURNAL_BYTES = 1024 * 1024;
    private static final int FEWEST_HISTORY_BYTES = 64 * 1024;
    private static final int MOST_FILES = 1000;
    private static final int HIGHEST_PORT = 65_535;
    private static final String TEXT = "text in quotes";
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private SectionReaders() {}

    static ControllerConfiguration controller(Section in) {
        var standard = ControllerConfiguration.defaults();
        var read = new ControllerConfiguration(
                in.optional("namespace", standard.namespace(), Parsers.label()),
                in.list("watchNamespaces", standard.watchNamespaces(), MOST_NAMESPACES, Parsers.label()));
        in.check(
                read.watchNamespaces().stream().distinct().count()
                        == read.watchNamespaces().size(),
                "names a namespace twice",
                "watchNamespaces");
        in.done();
        return read;
    }

    static WatchConfiguration watch(Section in) {
        var standard = WatchConfiguration.defaults();
        var read = new WatchConfiguration(
                in.durationOrZero("coalesce", standard.coalesce(), MILLI, MINUTE),
                in.duration("requestTimeout", standard.requestTimeout(), TENTH, MINUTE),
                in.bool("capacityFromNodes", standard.capacityFromNodes()));
        in.retired("resync", "what informers replay is known already, so that nothing came of it");
        in.done();
        return read;
    }

    static CollectorConfiguration collector(Section in) {
        var standard = CollectorConfiguration.defaults();
        var read = new CollectorConfiguration(
                in.duration("rateWindow", standard.rateWindow(), SECOND, HOUR),
                in.duration("staleAfter", standard.staleAfter(), SECOND, DAY),
                in.optional("scrapeInterval", standard.scrapeInterval(), Parsers.duration(TENTH, HOUR)),
                in.duration("stuckAfter", standard.stuckAfter(), SECOND, DAY),
                series(in),
                in.duration("queryTimeout", standard.queryTimeout(), TENTH, Duration.ofMinutes(5)),
                in.list("retryDelays", standard.retryDelays(), MOST_RETRIES, Parsers.duration(Duration.ZERO, MINUTE)),
                in.integer("breakerFailures", standard.breakerFailures(), 1, 1000),
                in.duration("breakerOpen", standard.breakerOpen(), TENTH, HOUR),
                in.duration("wakeInterval", standard.wakeInterval(), TENTH, MINUTE),
                in.integer("poolSize", standard.poolSize(), 1, MOST_THREADS),
                in.bool("allowPlainHttp", standard.allowPlainHttp()),
                in.texts(
                        "headers", standard.headers(), MOST_ADDITIONS, Additions.headerName(), Additions.headerValue()),
                in.texts(
                        "queryParameters",
                        standard.queryParameters(),
                        MOST_ADDITIONS,
                        Additions.parameterName(),
                        Additions.parameterValue()),
                in.integer("maxUrlBytes", standard.maxUrlBytes(), 1024, 1024 * 1024));
        var interval = read.scrapeInterval().orElse(Duration.ZERO);
        in.check(
                read.rateWindow().compareTo(interval) >= 0,
                "must be at least collector.scrapeInterval: a rate needs two samples",
                "rateWindow",
                "scrapeInterval");
        in.check(
                read.staleAfter().compareTo(interval) > 0,
                "must be longer than collector.scrapeInterval, or fresh samples are stale",
                "staleAfter",
                "scrapeInterval");
        in.done();
        return read;
    }

    private static SeriesConfiguration series(Section in) {
        var standard = SeriesConfiguration.defaults();
        return new SeriesConfiguration(
                in.text("metricPrefix", standard.metricPrefix(), SeriesNames.metricPrefix()),
                in.text("modelLabel", standard.modelLabel(), SeriesNames.label()),
                in.text("namespaceLabel", standard.namespaceLabel(), SeriesNames.label()),
                in.text("podLabel", standard.podLabel(), SeriesNames.label()),
                in.list("foldLabels", standard.foldLabels(), MOST_NAMES, SeriesNames.label()),
                in.entries(
                        "matchers",
                        standard.matchers(),
                        MOST_ADDITIONS,
                        SeriesNames.label(),
                        value -> Parsers.text().parse(Section.textOf(value))),
                in.entries(
                        "modelNames", standard.modelNames(), MOST_MODELS, Parsers.text(), SectionReaders::modelNames),
                in.list("gatewayQueues", standard.gatewayQueues(), MOST_NAMES, SeriesNames.metric()));
    }

    private static List<String> modelNames(Tree value) {
        if (!value.node().isArray() || value.node().isEmpty()) {
            throw new IllegalArgumentException("must be a list of other names of the model, in brackets");
        }
        return value.elements().stream()
                .map(name -> Parsers.text().parse(Section.textOf(name)))
                .toList();
    }

    static OptimizerConfiguration optimizer(Section in) {
        var standard = OptimizerConfiguration.defaults();
        in.retired("workerPoolSize", "planning takes one thread");
        var read = new OptimizerConfiguration(
                in.parsed(
                        "policy",
                        standard.policy(),
                        TEXT,
                        Parsers.labelled(PolicyKind::label, List.of(PolicyKind.values()))),
                in.duration("timeLimit", standard.timeLimit(), TENTH, HOUR),
                in.parsed(
                        "solver",
                        standard.solver(),
                        TEXT,
                        Parsers.labelled(SolverKind::label, List.of(SolverKind.NEAR_EXACT, SolverKind.GREEDY))),
                in.parsed(
                        "saturationPolicy",
                        standard.saturationPolicy(),
                        TEXT,
                        Parsers.labelled(SaturationPolicy::label, List.of(SaturationPolicy.values()))),
                in.parsed(
                        "law", standard.law(), TEXT, Parsers.labelled(SizingLaw::label, List.of(SizingLaw.values()))));
        in.done();
        return read;
    }

    static ActuatorConfiguration actuator(Section in) {
        var standard = ActuatorConfiguration.defaults();
        var read = new ActuatorConfiguration(
                in.integer("workerPoolSize", standard.workerPoolSize(), 1, MOST_THREADS),
                in.duration("requestTimeout", standard.requestTimeout(), TENTH, MINUTE),
                ScalingReader.read(in.section("scaling")));
        in.done();
        return read;
    }

    static MetricsConfiguration metrics(Section in) {
        var standard = MetricsConfiguration.defaults();
        var read = new MetricsConfiguration(in.parsed(
                "names", standard.names(), TEXT, Parsers.labelled(MetricNames::label, List.of(MetricNames.values()))));
        in.done();
        return read;
    }

    static JournalConfiguration journal(Section in) {
        var standard = JournalConfiguration.defaults();
        var read = new JournalConfiguration(
                in.optional("path", standard.path(), Parsers.text()),
                in.integer("maxBytes", standard.maxBytes(), FEWEST_JOURNAL_BYTES, Integer.MAX_VALUE),
                in.integer("files", standard.files(), 1, MOST_FILES));
        in.done();
        return read;
    }

    static HttpsConfiguration https(Section in) {
        var standard = HttpsConfiguration.defaults();
        var read = new HttpsConfiguration(
                in.text("host", standard.host(), Parsers.host()),
                in.integer("port", standard.port(), 0, HIGHEST_PORT),
                in.integer("instances", standard.instances(), 1, MOST_INSTANCES),
                in.integer("workerPoolSize", standard.workerPoolSize(), 1, MOST_THREADS),
                in.optional("certPath", standard.certPath(), Parsers.text()),
                in.optional("keyPath", standard.keyPath(), Parsers.text()),
                in.duration("reloadInterval", standard.reloadInterval(), TENTH, DAY),
                in.bool("authentication", standard.authentication()),
                in.durationOrZero("grantedCache", standard.grantedCache(), MILLI, HOUR),
                in.durationOrZero("refusedCache", standard.refusedCache(), MILLI, HOUR),
                in.integer("maxHeaderSize", standard.maxHeaderSize(), 1024, 1024 * 1024),
                in.integer("maxConnections", standard.maxConnections(), FEWEST_CONNECTIONS, MOST_CONNECTIONS),
                in.duration("requestTimeout", standard.requestTimeout(), TENTH, MINUTE),
                in.duration("idleTimeout", standard.idleTimeout(), TENTH, HOUR),
                in.text("minTls", standard.minTls(), Parsers.oneOf("TLSv1.2", "TLSv1.3")));
        in.check(
                read.idleTimeout().compareTo(read.requestTimeout()) >= 0,
                "must not be shorter than https.requestTimeout",
                "idleTimeout",
                "requestTimeout");
        in.check(
                read.certPath().isPresent() == read.keyPath().isPresent(),
                "https.certPath and https.keyPath must be set together: set both or neither",
                read.certPath().isPresent() ? "keyPath" : "certPath",
                read.certPath().isPresent() ? "certPath" : "keyPath");
        in.done();
        return read;
    }

    static KedaConfiguration keda(Section in) {
        var standard = KedaConfiguration.defaults();
        var read = new KedaConfiguration(
                in.bool("enabled", standard.enabled()),
                in.text("host", standard.host(), Parsers.host()),
                in.integer("port", standard.port(), 0, HIGHEST_PORT),
                in.bool("tls", standard.tls()),
                in.optional("clientCaPath", standard.clientCaPath(), Parsers.text()),
                in.integer("maxConnections", standard.maxConnections(), FEWEST_CONNECTIONS, MOST_CONNECTIONS),
                in.integer("maxStreams", standard.maxStreams(), 1, MOST_STREAMS),
                in.duration("requestTimeout", standard.requestTimeout(), TENTH, MINUTE),
                in.duration("idleTimeout", standard.idleTimeout(), TENTH, HOUR));
        in.check(
                read.idleTimeout().compareTo(read.requestTimeout()) >= 0,
                "must not be shorter than keda.requestTimeout",
                "idleTimeout",
                "requestTimeout");
        in.check(
                read.tls() || read.clientCaPath().isEmpty(),
                "needs keda.tls: without TLS, clients present no certificate",
                "clientCaPath",
                "tls");
        in.done();
        return read;
    }

    static ProbesConfiguration probes(Section in) {
        var standard = ProbesConfiguration.defaults();
        var read = new ProbesConfiguration(
                in.text("host", standard.host(), Parsers.host()),
                in.integer("port", standard.port(), 0, HIGHEST_PORT),
                in.integer("maxConnections", standard.maxConnections(), FEWEST_CONNECTIONS, MOST_CONNECTIONS),
                in.duration("requestTimeout", standard.requestTimeout(), TENTH, MINUTE));
        in.done();
        return read;
    }

    static PageConfiguration page(Section in) {
        var standard = PageConfiguration.defaults();
        var read = new PageConfiguration(
                in.bool("enabled", standard.enabled()),
                in.text("host", standard.host(), Parsers.host()),
                in.integer("port", standard.port(), 0, HIGHEST_PORT),
                in.list("hosts", standard.hosts(), MOST_NAMES, Parsers.host()),
                in.integer("maxStreams", standard.maxStreams(), 1, MOST_CONNECTIONS),
                in.integer("maxConnections", standard.maxConnections(), FEWEST_CONNECTIONS, MOST_CONNECTIONS),
                in.integer("historyBytes", standard.historyBytes(), FEWEST_HISTORY_BYTES, Integer.MAX_VALUE),
                in.duration("historySpan", standard.historySpan(), MINUTE, WEEK));
        in.check(
                read.maxStreams() < read.maxConnections(),
                "must be less than page.maxConnections, or streams leave no connection for anything else",
                "maxStreams",
                "maxConnections");
        in.done();
        return read;
    }

    static ExternalMetricsConfiguration externalMetrics(Section in) {
        var standard = ExternalMetricsConfiguration.defaults();
        var read = new ExternalMetricsConfiguration(
                in.bool("enabled", standard.enabled()),
                in.text("host", standard.host(), Parsers.host()),
                in.integer("port", standard.port(), 0, HIGHEST_PORT),
                in.durationOrZero("trustFor", standard.trustFor(), SECOND, DAY));
        in.done();
        return read;
    }

    static LeaderElectionConfiguration leaderElection(Section in) {
        var standard = LeaderElectionConfiguration.defaults();
        var read = new LeaderElectionConfiguration(
                in.bool("enabled", standard.enabled()),
                in.text("leaseName", standard.leaseName(), Parsers.objectName()),
                // the API counts a Lease's duration in whole seconds
                in.duration("leaseDuration", standard.leaseDuration(), SECOND, HOUR),
                in.duration("renewDeadline", standard.renewDeadline(), TENTH, HOUR),
                in.duration("retryPeriod", standard.retryPeriod(), TENTH, HOUR),
                in.duration("exportDelay", standard.exportDelay(), Duration.ZERO, HOUR),
                in.duration("stepDownAfter", standard.stepDownAfter(), SECOND, HOUR));
        in.check(
                read.leaseDuration().toNanosPart() == 0,
                "must be whole seconds: a Lease has no fractions of seconds",
                "leaseDuration");
        in.check(
                read.renewDeadline().compareTo(read.leaseDuration()) < 0,
                "must be shorter than leaderElection.leaseDuration, or two replicas may lead at the same time",
                "renewDeadline",
                "leaseDuration");
        in.check(
                read.retryPeriod().compareTo(read.renewDeadline()) < 0,
                "must be shorter than leaderElection.renewDeadline, or the leader loses the Lease before it tries"
                        + " again",
                "retryPeriod",
                "renewDeadline");
        in.done();
        return read;
    }

    static VertxConfiguration vertx(Section in) {
        var standard = VertxConfiguration.defaults();
        var read = new VertxConfiguration(
                in.integer("eventLoopPoolSize", standard.eventLoopPoolSize(), 0, MOST_THREADS),
                in.integer("workerPoolSize", standard.workerPoolSize(), 1, MOST_THREADS),
                in.duration("busTimeout", standard.busTimeout(), TENTH, HOUR),
                in.duration("blockedThreadCheck", standard.blockedThreadCheck(), MILLI, HOUR),
                in.duration("warnEventLoopAfter", standard.warnEventLoopAfter(), MILLI, HOUR),
                in.duration("warnWorkerAfter", standard.warnWorkerAfter(), MILLI, DAY));
        in.done();
        return read;
    }

    static Duration shutdownTimeout(Section in) {
        return in.duration("shutdownTimeout", Configuration.defaults().shutdownTimeout(), TENTH, Duration.ofMinutes(5));
    }
}
