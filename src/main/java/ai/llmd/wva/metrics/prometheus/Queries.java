package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.metrics.Sampling;
import ai.llmd.wva.metrics.SeriesTag;
import ai.llmd.wva.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queries of a measure: four, however many variants there are, all evaluated at the same instant. */
final class Queries {
    /** More names than this are not listed in a matcher. */
    private static final int MAX_NAMES = 50;

    private static final int MAX_MATCHER_CHARS = 4_000;
    /** How far back a sample is looked for that only tells how stale a pod is, in units of staleAfter. */
    private static final int LOOK_BACK = 5;

    /** The labels that the scraping adds; instance and container stay, since they tell servers in one pod apart. */
    private static final String ONCE = "max without (job, service, endpoint, prometheus, prometheus_replica) (";

    private static final String GROUP = " by (model_name, namespace, pod) (";

    private final CollectorConfiguration options;

    Queries(CollectorConfiguration options) {
        this.options = options;
    }

    List<Query> of(Fleet fleet, Instant now) {
        var namespaces = new TreeSet<String>();
        var models = new TreeSet<String>();
        fleet.variants().values().forEach(variant -> {
            namespaces.add(variant.id().namespace());
            models.add(variant.modelId());
        });
        var inNamespace = matcher("namespace", namespaces);
        var where = Stream.of(inNamespace, matcher("model_name", models))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(",", "{", "}"));
        var arrivals = Stream.of(
                        tagged(SeriesTag.FINISHED, sumOnce(SeriesTag.FINISHED, where)),
                        tagged(SeriesTag.RUNNING, sumOnce(SeriesTag.RUNNING, where)),
                        tagged(SeriesTag.WAITING, sumOnce(SeriesTag.WAITING, where)),
                        tagged(
                                SeriesTag.SAMPLED_AT,
                                "max" + GROUP + "timestamp(" + SeriesTag.SAMPLED_AT.metric() + where + "))"))
                .collect(Collectors.joining(" or "));
        return List.of(
                new Query(
                        "arrivals",
                        arrivals,
                        now,
                        Optional.of(Sampling.of(options).steps())),
                instant("tokens", rates(SeriesTag.TOKENS, where), now),
                instant("latencies", rates(SeriesTag.LATENCIES, where), now),
                instant("state", newest("{" + inNamespace + "}") + " or " + cache(where), now));
    }

    /**
     * The sum over a pod's series, each counted once, however many ServiceMonitors or Prometheus replicas scrape it.
     */
    private static String sumOnce(SeriesTag part, String where) {
        return "sum" + GROUP + ONCE + part.metric() + where + "))";
    }

    private static Query instant(String name, String expression, Instant now) {
        return new Query(name, expression, now, Optional.empty());
    }

    private String rates(List<SeriesTag> parts, String where) {
        return parts.stream()
                .map(part -> tagged(
                        part,
                        "sum" + GROUP + "rate(" + part.metric() + where + "[" + millis(options.rateWindow()) + "]))"))
                .collect(Collectors.joining(" or "));
    }

    /** When each pod was last sampled, whatever its model: it also tells which models there are. */
    private String newest(String where) {
        var back = options.staleAfter().multipliedBy(LOOK_BACK);
        var step = Math.max(options.scrapeInterval().toMillis(), back.toMillis() / 20);
        return tagged(
                SeriesTag.NEWEST,
                "max" + GROUP + "max_over_time(timestamp(" + SeriesTag.NEWEST.metric() + where + ")[" + millis(back)
                        + ":" + step + "ms]))");
    }

    private static String cache(String where) {
        return Stream.of(SeriesTag.KV_CACHE, SeriesTag.GPU_CACHE)
                .map(part -> tagged(part, "avg" + GROUP + part.metric() + where + ")"))
                .collect(Collectors.joining(" or "));
    }

    private static String tagged(SeriesTag part, String expression) {
        return "label_replace(" + expression + ", \"" + SeriesTag.LABEL + "\", \"" + part.name() + "\", \"\", \"\")";
    }

    private static String matcher(String label, SortedSet<String> names) {
        if (names.size() > MAX_NAMES) {
            return "";
        }
        var matcher = label + "=~" + PromQl.anyOf(names);
        return matcher.length() > MAX_MATCHER_CHARS ? "" : matcher;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
