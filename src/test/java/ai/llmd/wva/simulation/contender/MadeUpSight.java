package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.metrics.RawSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What there is to be seen of a target, as a test sets it; it obeys orders at once and its pods start when told. */
public final class MadeUpSight implements Sight, TargetSight, Orders {
    private final Target target;
    private final Map<EngineGauge, double[]> gauges = new EnumMap<>(EngineGauge.class);
    private final Map<EngineHistogram, Double> quantiles = new EnumMap<>(EngineHistogram.class);
    private final Map<EngineCounter, Double> rates = new EnumMap<>(EngineCounter.class);
    private final List<String> notes = new ArrayList<>();
    private double nowMillis;
    private int replicas;
    private int ready;
    private double outstanding;

    public MadeUpSight(Target target) {
        this.target = target;
        this.replicas = target.initialReplicas();
        this.ready = replicas;
    }

    /** Lets all pods be ready. */
    public MadeUpSight started() {
        ready = replicas;
        return this;
    }

    /** Each pod that is ready gives one of these values, in order of creation. */
    public MadeUpSight gauge(EngineGauge gauge, double... values) {
        gauges.put(gauge, values);
        return this;
    }

    /** Every quantile of a histogram; NaN for none. */
    public MadeUpSight quantile(EngineHistogram histogram, double millis) {
        quantiles.put(histogram, millis);
        return this;
    }

    public MadeUpSight rate(EngineCounter counter, double perSecond) {
        rates.put(counter, perSecond);
        return this;
    }

    public MadeUpSight outstanding(double requests) {
        outstanding = requests;
        return this;
    }

    /** Looks with a scaler, from now on for so many seconds; answers the replicas asked for after each look. */
    public List<Integer> looks(Scaler scaler, double seconds) {
        var asked = new ArrayList<Integer>();
        for (var until = nowMillis + 1000 * seconds; nowMillis < until; ) {
            nowMillis = scaler.look(this, this);
            asked.add(replicas);
        }
        return asked;
    }

    public List<String> notes() {
        return notes;
    }

    @Override
    public void scale(int index, int asked) {
        replicas = asked;
        ready = Math.min(ready, asked);
    }

    @Override
    public void note(int index, int desired, boolean held, String why) {
        notes.add(desired + (held ? " held " : " ") + why);
    }

    @Override
    public double nowMillis() {
        return nowMillis;
    }

    @Override
    public Collection<RawSeries> gatewaySeries(double lookBackMillis) {
        return List.of();
    }

    @Override
    public TargetSight target(int index) {
        return this;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public int specReplicas() {
        return replicas;
    }

    @Override
    public int replicas() {
        return replicas;
    }

    @Override
    public List<PodSight> pods() {
        var pods = new ArrayList<PodSight>();
        for (int i = 0; i < replicas; i++) {
            pods.add(new PodSight("pod-" + i, 0, true, i < ready ? 0 : Double.NaN));
        }
        return pods;
    }

    @Override
    public int readyReplicas() {
        return ready;
    }

    @Override
    public OptionalDouble sum(EngineGauge gauge) {
        return gauges.containsKey(gauge)
                ? OptionalDouble.of(Arrays.stream(perPod(gauge))
                        .filter(value -> !Double.isNaN(value))
                        .sum())
                : OptionalDouble.empty();
    }

    @Override
    public double[] perPod(EngineGauge gauge) {
        var given = gauges.getOrDefault(gauge, new double[0]);
        var values = new double[replicas];
        for (int i = 0; i < replicas; i++) {
            values[i] = i < ready && given.length > 0 ? given[Math.min(i, given.length - 1)] : Double.NaN;
        }
        return values;
    }

    @Override
    public OptionalDouble ratePerSecond(EngineCounter counter, double windowMillis) {
        return rates.containsKey(counter) ? OptionalDouble.of(rates.get(counter)) : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble quantileMillis(EngineHistogram histogram, double quantile, double windowMillis) {
        var millis = quantiles.getOrDefault(histogram, Double.NaN);
        return Double.isNaN(millis) ? OptionalDouble.empty() : OptionalDouble.of(millis);
    }

    @Override
    public double outstandingNow() {
        return outstanding;
    }

    @Override
    public double gatewayQueue() {
        return 0;
    }

    @Override
    public Collection<RawSeries> series(double lookBackMillis) {
        throw new UnsupportedOperationException("no collector looks at what a test makes up");
    }

    @Override
    public Collection<RawSeries> lengthSeries(double lookBackMillis) {
        return series(lookBackMillis);
    }
}
