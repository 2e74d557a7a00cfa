package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.metrics.RawSeries;
import java.util.Collection;

/** What can be seen of the cluster and of its monitoring at one instant. Valid during that look only. */
public interface Sight {

    /** Virtual time since the start of the run. */
    double nowMillis();

    TargetSight target(int index);

    /** Everything stored of the gateway that a collector looks at, back to its look-back. */
    Collection<RawSeries> gatewaySeries(double lookBackMillis);
}
