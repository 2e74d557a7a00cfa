package ai.llmd.wva.doctor;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Caveat.BatchLimit;
import ai.llmd.wva.model.Caveat.GatewayQueue;
import ai.llmd.wva.model.Caveat.HiddenDemand;
import ai.llmd.wva.model.Caveat.InputTokensNotExported;
import ai.llmd.wva.model.Caveat.NoOutputTokens;
import ai.llmd.wva.model.Caveat.PartialAnswer;
import ai.llmd.wva.model.Caveat.RepeatedPages;
import ai.llmd.wva.model.Caveat.SilentPods;
import ai.llmd.wva.model.Caveat.StuckPods;
import ai.llmd.wva.model.Caveat.UnevenQueue;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import java.util.Optional;

/** What to do, where the words of the condition do not say it already. */
final class RemedyText {
    private RemedyText() {}

    static Optional<String> of(Unknown unknown) {
        if (unknown.cause() == Cause.STALE) {
            return Optional.of("scraping fails: check the target in Prometheus;"
                    + " collector.staleAfter sets how old a sample may be");
        }
        if (unknown.cause() == Cause.IMPLAUSIBLE) {
            return Optional.of("try again in two minutes; if this persists, compare with the engine's own /metrics");
        }
        return Optional.empty();
    }

    static Optional<String> of(Caveat caveat) {
        return Optional.ofNullable(remedy(caveat));
    }

    private static String remedy(Caveat caveat) {
        if (caveat instanceof StuckPods) {
            return "check the pod's log, and delete the pod if it does not recover;"
                    + " collector.stuckAfter sets how long it may make no progress";
        }
        if (caveat instanceof SilentPods) {
            return "does the Service select the pod, and do clients keep their connections to others?";
        }
        if (caveat instanceof RepeatedPages) {
            return "scrape each pod once, or name the label that differs in collector.foldLabels";
        }
        if (caveat instanceof InputTokensNotExported) {
            return "nothing, if the profile has no prefillParms";
        }
        if (caveat instanceof NoOutputTokens) {
            return "measure the profile with such requests";
        }
        if (caveat instanceof HiddenDemand) {
            return "if this persists: does maxReplicas, the autoscaler or a lack of accelerators prevent more"
                    + " replicas?";
        }
        if (caveat instanceof UnevenQueue) {
            return "do clients keep their connections to a few pods, or does a router send them there?";
        }
        if (caveat instanceof BatchLimit limit) {
            return "set maxBatchSize of the profile to " + limit.admitted()
                    + ", or start the engine with --max-num-seqs " + limit.declared();
        }
        if (caveat instanceof GatewayQueue queue && queue.ambiguous()) {
            return "give each variant its own InferencePool";
        }
        if (caveat instanceof PartialAnswer) {
            return "check the stores behind the querier";
        }
        return null;
    }
}
