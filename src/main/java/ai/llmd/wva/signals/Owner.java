package ai.llmd.wva.signals;

import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;

/** Whose memory it is. A re-created resource of the same name is another owner. */
record Owner(VariantId variant, String uid) {
    static Owner of(Variant variant) {
        return new Owner(variant.id(), variant.uid());
    }
}
