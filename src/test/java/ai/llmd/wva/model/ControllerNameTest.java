package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ControllerNameTest {
    @Test
    void isWrittenWithItsLeaseWhereItHasOne() {
        assertThat(new ControllerName("wva-system", "wva")).hasToString("wva-system/wva");
        assertThat(new ControllerName("wva-system", "")).hasToString("wva-system");
    }

    @Test
    void livesInANamespace() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ControllerName("", "wva"));
    }
}
