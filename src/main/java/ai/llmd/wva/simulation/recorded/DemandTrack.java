package ai.llmd.wva.simulation.recorded;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.List;

/** The demand of one variant, interval by interval: what is unknown is taken to be what it was. */
final class DemandTrack {
    private static final DemandSample NONE = new DemandSample(0, 0, 0);

    private final Variant variant;
    private final List<DemandSample> samples = new ArrayList<>();
    private DemandSample last = NONE;
    private double kvCacheTokens;

    /**
     * Demand in one interval.
     *
     * @param inputTokens mean of a request; 0 = not known yet, likewise outputTokens
     */
    record DemandSample(double ratePerSecond, double inputTokens, double outputTokens) {}

    /** @param variant as it was first seen */
    DemandTrack(Variant variant) {
        this.variant = variant;
    }

    Variant variant() {
        return variant;
    }

    /** Of the interval that this was measured at the end of. */
    void add(int interval, Measurement measurement) {
        if (measurement instanceof Measurement.Measured measured) {
            see(measured.load());
        }
        fill(interval);
        samples.add(last);
    }

    void see(Load load) {
        last = new DemandSample(
                load.arrivalRatePerSecond() + load.abandonedRatePerSecond(),
                load.inputTokens().orElse(last.inputTokens()),
                load.outputTokens().orElse(last.outputTokens()));
        kvCacheTokens = load.kvCacheTokens().orElse(kvCacheTokens);
    }

    /** While it was not there, there was no demand. */
    private void fill(int interval) {
        while (samples.size() < interval) {
            samples.add(NONE);
        }
    }

    DemandSample at(int interval) {
        return interval < samples.size() ? samples.get(interval) : NONE;
    }

    /** Tokens that a replica's cache holds; 0 where nothing told. */
    double kvCacheTokens() {
        return kvCacheTokens;
    }
}
