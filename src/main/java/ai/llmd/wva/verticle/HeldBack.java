package ai.llmd.wva.verticle;

import ai.llmd.wva.explain.ClaimText;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once that a variant is left to another controller, and that it no longer is. Different variants may be told of
 * on different threads.
 */
final class HeldBack {
    private static final Logger LOG = LoggerFactory.getLogger(HeldBack.class);

    private final Map<VariantId, ControllerName> told = new ConcurrentHashMap<>();

    /**
     * Tells it, where it is news.
     *
     * @param teller tells it elsewhere than in the log, and whether that was tried
     */
    void tell(Variant variant, ControllerClaim claim, Predicate<ControllerClaim> teller) {
        if (!claim.holder().equals(told.get(variant.id())) && teller.test(claim)) {
            LOG.atWarn().addKeyValue("variant", variant.id().toString()).log(ClaimText.full(claim));
            told.put(variant.id(), claim.holder());
        }
    }

    /** This controller takes care of it. */
    void over(VariantId id) {
        var before = told.remove(id);
        if (before != null) {
            LOG.atInfo()
                    .addKeyValue("variant", id.toString())
                    .addKeyValue("before", before.toString())
                    .log("takes over a variant from another controller");
        }
    }

    void keepOnly(Set<VariantId> variants) {
        told.keySet().retainAll(variants);
    }
}
