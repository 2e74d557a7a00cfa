package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.ReplicaPrice;
import org.junit.jupiter.api.Test;

class PriceTextTest {
    @Test
    void saysWhichUnitsMakeThePrice() {
        assertThat(PriceText.of(new ReplicaPrice("A100", 2, 80, false)))
                .isEqualTo("80.00 cents/h a replica: 2 of A100 at 40.00, from accelerator-unit-costs");
    }

    @Test
    void saysThatTheVariantItselfHasThePrice() {
        assertThat(PriceText.of(new ReplicaPrice("A100", 2, 75.5, true)))
                .isEqualTo("75.50 cents/h a replica, from variantCost");
    }
}
