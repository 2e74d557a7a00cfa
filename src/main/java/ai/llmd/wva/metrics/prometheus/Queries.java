package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.prometheus.Pages.Page;
import ai.llmd.wva.signals.Sampling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The queries of a measure: two for a page of variants, all evaluated at the same instant. They ask for stored samples
 * as they are, since what is done with them must be the same for every store; a store's own functions repeat,
 * extrapolate and add up what should be kept apart.
 */
final class Queries {
    /** Of half a window each, at which values are read that only a mean is made of. */
    private static final int MEAN_STEPS = 3;

    private static final String ANY_RUNNING =
            "{__name__=~\".*(num_requests_running|num_running_reqs|tgi_batch_current_size)\"%s}";
    private static final int SOME = 20;

    /** How often lengths are asked for, and how far back. */
    static final Duration LENGTHS_EVERY = Duration.ofMinutes(10);

    private final Sampling sampling;
    private final SeriesConfiguration series;
    private final EngineNames names;

    Queries(Sampling sampling, SeriesConfiguration series, EngineNames names) {
        this.sampling = sampling;
        this.series = series;
        this.names = names;
    }

    /** The samples of what flows through the servers, one selector for all of it, and a few of what is averaged. */
    List<Query> of(Page page, Instant now) {
        var where = where(page.namespaces(), page.models());
        // longer than the window: a store that withholds the newest values must show two even of a rare scrape
        var step = sampling.rateWindow().dividedBy(2);
        return List.of(
                Query.at("flows", selector(names.flows(), where) + "[" + millis(sampling.lookBack()) + "]", now),
                new Query(
                        "means", selector(names.means(), where), now, Optional.of(new Query.Steps(MEAN_STEPS, step))));
    }

    /**
     * How long the requests of a page's models were of late, added up over servers: one series for each bucket of each
     * model, whatever the number of pods.
     */
    Query lengths(Page page, boolean ofPrompts, Instant now) {
        var by = String.join(", ", series.namespaceLabel(), series.modelLabel(), "le");
        return Query.at(
                ofPrompts ? "prompt lengths" : "answer lengths",
                "sum by (" + by + ") (increase("
                        + selector(names.lengthSeries(ofPrompts), where(page.namespaces(), page.models())) + "["
                        + millis(LENGTHS_EVERY) + "]))",
                now);
    }

    /** What waits in the gateways of these namespaces; of all, where they are too many to name; empty = not asked. */
    Optional<Query> gateways(SortedSet<String> namespaces, Instant now) {
        return gatewaySelector(namespaces)
                .map(selector -> Query.at("gateways", selector + "[" + millis(sampling.lookBack()) + "]", now));
    }

    /** The same, of now only: what waits, where anything does. */
    Optional<Query> waiting(SortedSet<String> namespaces, Instant now) {
        return gatewaySelector(namespaces).map(selector -> Query.at("waiting", selector + " > 0", now));
    }

    private Optional<String> gatewaySelector(SortedSet<String> namespaces) {
        if (series.gatewayQueues().isEmpty()) {
            return Optional.empty();
        }
        var where = new ArrayList<String>();
        where.add("__name__=~" + PromQl.anyOf(series.gatewayQueues()));
        if (String.join("|", namespaces).length() <= Pages.MAX_NAME_CHARS) {
            where.add(matcher(series.namespaceLabel(), namespaces));
        }
        addMatchers(where);
        return Optional.of("{" + String.join(",", where) + "}");
    }

    /**
     * Whether the pages of these pods can be read at all. Not of those that tell of running requests under whatever
     * name: they are no pods without series, but pods whose series are not known.
     */
    Query up(SortedSet<String> namespaces, SortedSet<String> pods, Instant now) {
        var where = new ArrayList<String>();
        where.add(matcher(series.namespaceLabel(), namespaces));
        where.add(matcher(series.podLabel(), pods));
        addMatchers(where);
        var these = String.join(",", where);
        return Query.at(
                "up",
                "up{" + these + "} unless on (" + series.namespaceLabel() + ", " + series.podLabel() + ") "
                        + ANY_RUNNING.formatted("," + these),
                now);
    }

    /** What there is of running requests in these namespaces, whatever it is called. */
    Query found(SortedSet<String> namespaces, Instant now) {
        return Query.at("found", running(namespaces, series.modelLabel(), series.namespaceLabel()), now);
    }

    /** The running requests in a namespace by pod, whatever they are called. */
    Query running(String namespace, Instant now) {
        var by = running(List.of(namespace), series.modelLabel(), series.namespaceLabel(), series.podLabel());
        return Query.at("running", by, now);
    }

    /** How many series of running requests there are, by name and labels. */
    private String running(Collection<String> namespaces, String... labels) {
        return "count by (__name__, " + String.join(", ", labels) + ") ("
                + ANY_RUNNING.formatted("," + matcher(series.namespaceLabel(), namespaces)) + ")";
    }

    /** A few of the running requests that there are at all, with all their labels. */
    Query anywhere(Instant now) {
        return Query.at("anywhere", "topk(" + SOME + ", " + ANY_RUNNING.formatted("") + ")", now);
    }

    private String where(SortedSet<String> namespaces, SortedSet<String> models) {
        var where = new ArrayList<String>();
        where.add(matcher(series.namespaceLabel(), namespaces));
        // the empty name: engines that serve one model do not name it
        var named = new TreeSet<>(models);
        named.add("");
        where.add(matcher(series.modelLabel(), named));
        addMatchers(where);
        return String.join(",", where);
    }

    private void addMatchers(List<String> where) {
        series.matchers().forEach((label, value) -> where.add(label + "=" + PromQl.literal(value)));
    }

    private static String selector(Collection<String> metrics, String where) {
        return "{__name__=~" + PromQl.anyOf(metrics) + "," + where + "}";
    }

    private static String matcher(String label, Collection<String> values) {
        return label + "=~" + PromQl.anyOf(values);
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
