package ai.llmd.wva.verticle;

import ai.llmd.wva.explain.AutoscalerText;
import ai.llmd.wva.hpa.AutoscalerRemarks;
import ai.llmd.wva.model.AutoscalerRemark;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps autoscalers from decisions, in the log: a warning for each kind of it, and for a variant not again within
 * {@link #QUIET}, since numbers come and go. Used from one thread at a time.
 */
final class AutoscalerLog {
    static final Duration QUIET = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger("ai.llmd.wva.plan");

    private final Map<VariantId, Map<Class<?>, Instant>> told = new HashMap<>();

    void write(Plan plan) {
        var variants = plan.observation().fleet().variants();
        told.keySet().retainAll(variants.keySet());
        for (var decision : plan.decisions().values()) {
            var variant = variants.get(decision.id());
            if (!decision.advisory()
                    && AutoscalerRemarks.areDue(plan.observation().fleet(), variant)) {
                write(plan, variant, decision);
            }
        }
    }

    private void write(Plan plan, Variant variant, Decision decision) {
        for (var remark : AutoscalerRemarks.of(variant, decision.desiredReplicas())) {
            if (remark.isFault()
                    && isNews(variant.id(), remark, plan.observation().at())) {
                LOG.atWarn()
                        .addKeyValue("cycle", plan.cycle())
                        .addKeyValue("variant", variant.id().toString())
                        .log(AutoscalerText.full(remark));
            }
        }
    }

    private boolean isNews(VariantId variant, AutoscalerRemark remark, Instant at) {
        var kinds = told.computeIfAbsent(variant, first -> new HashMap<>());
        var before = kinds.get(remark.getClass());
        if (before != null && at.isBefore(before.plus(QUIET))) {
            return false;
        }
        kinds.put(remark.getClass(), at);
        return true;
    }
}
