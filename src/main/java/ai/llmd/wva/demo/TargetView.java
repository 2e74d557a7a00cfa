package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.cluster.Deployment;
import java.util.List;

/**
 * A Deployment of the simulated cluster at an instant.
 *
 * @param target its index
 * @param spec replicas that it is asked to have
 * @param pods that are not being deleted, in order of creation
 */
record TargetView(int target, int spec, List<PodView> pods) {
    TargetView {
        pods = List.copyOf(pods);
    }

    static TargetView of(Deployment deployment) {
        return new TargetView(
                deployment.target().index(),
                deployment.spec(),
                deployment.pods().stream().map(PodView::of).toList());
    }

    int ready() {
        return (int) pods.stream().filter(PodView::ready).count();
    }
}
