package ai.llmd.wva.simulation.monitoring;

import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.simulation.cluster.ClientTraffic;
import ai.llmd.wva.simulation.cluster.SimulatedCluster;
import ai.llmd.wva.simulation.contender.Sight;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.Collection;

/** The whole cluster as it can be seen at one instant. */
public record MonitoredCluster(SimulatedCluster cluster, Monitoring monitoring, ClientTraffic traffic, double nowMillis)
        implements Sight {
    @Override
    public TargetSight target(int index) {
        return new MonitoredTarget(cluster.deployments().get(index), monitoring, traffic, nowMillis);
    }

    @Override
    public Collection<RawSeries> gatewaySeries(double lookBackMillis) {
        return monitoring.gateway().series(nowMillis - lookBackMillis);
    }
}
