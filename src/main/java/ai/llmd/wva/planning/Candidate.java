package ai.llmd.wva.planning;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.PrefillTime;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.RequestShape;
import ai.llmd.wva.queueing.Sizer;
import ai.llmd.wva.queueing.Sizing;
import java.util.Optional;

/** One accelerator that a variant could run on, sized for the requests' shape. */
record Candidate(
        Accelerator accelerator, PerformanceProfile profile, Replica replica, RequestShape shape, Sizing sizing) {

    static Candidate of(Accelerator accelerator, PerformanceProfile profile, RequestShape shape, ServiceTarget target) {
        var replica = replica(profile);
        var targets = new LatencyTargets(
                target.ttftMillis(), target.itlMillis(), target.tokensPerSecond(), target.percentile());
        return new Candidate(accelerator, profile, replica, shape, Sizer.size(replica, shape, targets));
    }

    Optional<Sizing.Feasible> feasible() {
        return sizing instanceof Sizing.Feasible feasible ? Optional.of(feasible) : Optional.empty();
    }

    double costCentsPerHour(int replicas) {
        return accelerator.unitCostCentsPerHour() * profile.acceleratorCount() * replicas;
    }

    String name() {
        return accelerator.name();
    }

    private static Replica replica(PerformanceProfile profile) {
        var decode = new DecodeTime(profile.alphaMillis(), profile.betaMillis());
        return profile.prefill()
                .map(prefill -> Replica.prefillAndDecode(
                        profile.maxBatchSize(), decode, new PrefillTime(prefill.gammaMillis(), prefill.deltaMillis())))
                .orElseGet(() -> Replica.decodeOnly(profile.maxBatchSize(), decode));
    }
}
