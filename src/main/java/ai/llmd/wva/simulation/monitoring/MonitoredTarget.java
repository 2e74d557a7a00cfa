package ai.llmd.wva.simulation.monitoring;

import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.simulation.cluster.Deployment;
import ai.llmd.wva.simulation.cluster.SimulatedReplica;
import ai.llmd.wva.simulation.contender.EngineCounter;
import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.EngineHistogram;
import ai.llmd.wva.simulation.contender.PodSight;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A target as the API server and the stored samples show it now. */
final class MonitoredTarget implements TargetSight {
    /** How old the newest sample may be: Prometheus' look-back delta. */
    private static final double LOOK_BACK_MILLIS = 300_000;

    private final Deployment deployment;
    private final Monitoring monitoring;
    private final double gatewayQueue;
    private final double nowMillis;

    /** A target that so much of what waits in the gateway is counted for. */
    MonitoredTarget(Deployment deployment, Monitoring monitoring, double gatewayQueue, double nowMillis) {
        this.deployment = deployment;
        this.monitoring = monitoring;
        this.gatewayQueue = gatewayQueue;
        this.nowMillis = nowMillis;
    }

    @Override
    public Target target() {
        return deployment.target();
    }

    @Override
    public int specReplicas() {
        return deployment.spec();
    }

    @Override
    public int replicas() {
        return deployment.pods().size();
    }

    @Override
    public List<PodSight> pods() {
        return deployment.pods().stream()
                .map(pod -> new PodSight(pod.name(), pod.createdMillis(), pod.isScheduled(), pod.readyMillis()))
                .toList();
    }

    @Override
    public int readyReplicas() {
        return deployment.ready();
    }

    @Override
    public OptionalDouble sum(EngineGauge gauge) {
        return sum(pod -> newest(pod, gauge));
    }

    @Override
    public double[] perPod(EngineGauge gauge) {
        return deployment.pods().stream()
                .mapToDouble(pod -> {
                    var scrapes = monitoring.of(pod);
                    return scrapes == null ? Double.NaN : newest(scrapes, gauge);
                })
                .toArray();
    }

    @Override
    public OptionalDouble ratePerSecond(EngineCounter counter, double windowMillis) {
        return sum(pod -> {
            var growth = 0.0;
            for (var column : pod.columns().of(counter)) {
                growth += pod.samples().increase(column, nowMillis - windowMillis, nowMillis);
            }
            return growth / windowMillis * 1000;
        });
    }

    @Override
    public OptionalDouble quantileMillis(EngineHistogram histogram, double quantile, double windowMillis) {
        double[] bounds = null;
        double[] cumulative = null;
        for (var pod : monitoring.ever(target().index())) {
            var columns = pod.columns().of(histogram);
            if (bounds == null) {
                bounds = pod.columns().bounds(histogram);
                cumulative = new double[columns.length];
            }
            for (var i = 0; i < columns.length; i++) {
                var growth = pod.samples().increase(columns[i], nowMillis - windowMillis, nowMillis);
                cumulative[i] += Double.isNaN(growth) ? 0 : growth;
            }
        }
        if (bounds == null) {
            return OptionalDouble.empty();
        }
        var seconds = PrometheusFunctions.quantile(quantile, bounds, cumulative);
        return Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds * 1000);
    }

    @Override
    public double outstandingNow() {
        var outstanding = gatewayQueue;
        for (var pod : deployment.pods()) {
            outstanding += outstanding(pod);
        }
        for (var pod : deployment.leaving()) {
            outstanding += outstanding(pod);
        }
        return outstanding;
    }

    @Override
    public double gatewayQueue() {
        return gatewayQueue;
    }

    @Override
    public Collection<RawSeries> series(double lookBackMillis) {
        return series(ScrapedColumns::collected, lookBackMillis);
    }

    @Override
    public Collection<RawSeries> lengthSeries(double lookBackMillis) {
        return series(ScrapedColumns::lengths, lookBackMillis);
    }

    private Collection<RawSeries> series(Function<ScrapedColumns, int[]> columns, double lookBackMillis) {
        var series = new ArrayList<RawSeries>();
        for (var pod : monitoring.ever(target().index())) {
            series.addAll(pod.samples().series(columns.apply(pod.columns()), nowMillis - lookBackMillis));
        }
        return series;
    }

    private double outstanding(SimulatedReplica pod) {
        return pod.state(nowMillis).outstanding();
    }

    private double newest(PodScrapes pod, EngineGauge gauge) {
        return pod.replica().isReady()
                ? pod.samples().newest(pod.columns().of(gauge), nowMillis - LOOK_BACK_MILLIS)
                : Double.NaN;
    }

    private OptionalDouble sum(ToDoubleFunction<PodScrapes> ofPod) {
        var sum = 0.0;
        var any = false;
        for (var pod : monitoring.ever(target().index())) {
            var value = ofPod.applyAsDouble(pod);
            if (!Double.isNaN(value)) {
                sum += value;
                any = true;
            }
        }
        return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
