package ai.llmd.wva.explain;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Caveat.BatchLimit;
import ai.llmd.wva.model.Caveat.GatewayQueue;
import ai.llmd.wva.model.Caveat.HiddenDemand;
import ai.llmd.wva.model.Caveat.InputTokensNotExported;
import ai.llmd.wva.model.Caveat.NoOutputTokens;
import ai.llmd.wva.model.Caveat.PartialAnswer;
import ai.llmd.wva.model.Caveat.QueueNotExported;
import ai.llmd.wva.model.Caveat.RepeatedPages;
import ai.llmd.wva.model.Caveat.SilentPods;
import ai.llmd.wva.model.Caveat.StartedLengths;
import ai.llmd.wva.model.Caveat.StuckPods;
import ai.llmd.wva.model.Caveat.UnevenQueue;
import ai.llmd.wva.model.NameList;
import java.util.List;
import java.util.stream.Collectors;

/** What a reader of a measurement should know, in words. */
public final class CaveatText {
    private CaveatText() {}

    /** All of them, joined by semicolons; empty where there are none. */
    public static String of(List<Caveat> caveats) {
        return caveats.stream().map(CaveatText::of).collect(Collectors.joining("; "));
    }

    /** One of them, as a clause. */
    public static String of(Caveat caveat) {
        if (caveat instanceof StuckPods stuck) {
            return pods(stuck.pods()) + " stuck: requests make no progress, so the capacity does not count";
        }
        if (caveat instanceof SilentPods silent) {
            return pods(silent.pods()) + " ready without any series: counted as idle";
        }
        if (caveat instanceof RepeatedPages repeated) {
            return pods(repeated.pods()) + " scraped more than once: counted once";
        }
        if (caveat instanceof InputTokensNotExported) {
            return "the engine exports no prompt tokens: planned with 0";
        }
        if (caveat instanceof NoOutputTokens) {
            return "requests generate no tokens: sized as one token each, which may not match the profile";
        }
        if (caveat instanceof StartedLengths) {
            return "no request completed yet: token counts come from running requests and are a lower bound";
        }
        if (caveat instanceof QueueNotExported) {
            return "the engine exports no running and waiting requests: a queue cannot be detected";
        }
        if (caveat instanceof HiddenDemand) {
            return "clients seem to give up in the queue: the arrival rate is a lower bound for demand";
        }
        if (caveat instanceof UnevenQueue) {
            return "other pods have room for all waiting requests: the load is distributed unevenly";
        }
        if (caveat instanceof BatchLimit limit) {
            return "maxBatchSize of the profile is " + limit.declared() + ", but the engine admits " + limit.admitted();
        }
        if (caveat instanceof GatewayQueue queue) {
            return queue.ambiguous()
                    ? "requests wait in the gateway, for one of several variants: replicas are only added"
                    : "requests wait in the gateway";
        }
        return "Prometheus warns: " + ((PartialAnswer) caveat).warning();
    }

    private static String pods(List<String> names) {
        var shown = NameList.shortened(names);
        return names.size() == 1 ? "pod " + shown + " is" : "pods " + shown + " are";
    }
}
