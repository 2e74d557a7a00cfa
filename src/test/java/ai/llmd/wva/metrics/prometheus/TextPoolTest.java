package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Test;

class TextPoolTest {
    private final TextPool pool = new TextPool();

    private String pooled(String text) {
        return pool.of(("<" + text + ">").toCharArray(), 1, text.length());
    }

    @Test
    void aTextIsKeptOnce() {
        assertThat(pooled("llama")).isEqualTo("llama").isSameAs(pooled("llama"));
        assertThat(pooled("")).isEmpty();
        assertThat(pooled("ü🦙")).isEqualTo("ü🦙").isSameAs(pooled("ü🦙"));
    }

    @Test
    void textsWithTheSameHashAreKeptApart() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(pooled("Aa")).isEqualTo("Aa");
        assertThat(pooled("BB")).isEqualTo("BB").isSameAs(pooled("BB"));
        assertThat(pooled("Aa")).isEqualTo("Aa");
    }

    @Test
    void manyTextsAreFoundAgain() {
        var first = new HashMap<String, String>();
        for (var i = 0; i < 5000; i++) {
            first.put("pod-" + i, pooled("pod-" + i));
        }
        first.forEach((text, kept) -> assertThat(pooled(text)).isEqualTo(text).isSameAs(kept));
    }
}
