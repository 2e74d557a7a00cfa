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
        var deployment = cluster.deployments().get(index);
        int model = deployment.target().model();
        long sharing = cluster.deployments().stream()
                .filter(other -> other.target().model() == model)
                .count();
        return new MonitoredTarget(deployment, monitoring, (double) traffic.queued(model) / sharing, nowMillis);
    }

    @Override
    public Collection<RawSeries> gatewaySeries(double lookBackMillis) {
        return monitoring.gateway().series(nowMillis - lookBackMillis);
    }
}
