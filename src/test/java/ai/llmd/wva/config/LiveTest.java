package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTest {
    private final Live<String> live = new Live<>("first");
    private final List<String> seen = new ArrayList<>();

    @Test
    void tellsOfEachChangeOnce() {
        live.onChange(() -> seen.add(live.get()));
        live.set("first");
        live.set("second");
        live.set("second");
        assertThat(seen).containsExactly("second");
    }

    @Test
    void aListenerThatIsForgottenHearsNothing() {
        Runnable listener = () -> seen.add(live.get());
        live.onChange(listener);
        live.forget(listener);
        live.set("second");
        assertThat(seen).isEmpty();
        assertThat(live.get()).isEqualTo("second");
    }

    @Test
    void isNeverPrinted() {
        assertThat(live.toString()).doesNotContain("first");
    }
}
