package ai.llmd.wva.simulation.contender;

/** What can be seen of the cluster and of its monitoring at one instant. Valid during that look only. */
public interface Sight {

    /** Virtual time since the start of the run. */
    double nowMillis();

    TargetSight target(int index);
}
