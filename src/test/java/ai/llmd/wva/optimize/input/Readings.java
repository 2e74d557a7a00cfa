package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads texts and expects the one or the other result. */
public final class Readings {
    public static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private Readings() {}

    public static Input good(String... texts) {
        var result = read(texts);
        if (result instanceof InputReader.Faulty faulty) {
            assertThat(Words.of(faulty.problems())).isEmpty();
        }
        return ((InputReader.Ok) result).input();
    }

    static List<String> faulty(String... texts) {
        var result = read(texts);
        assertThat(result).isInstanceOf(InputReader.Faulty.class);
        return Words.of(((InputReader.Faulty) result).problems());
    }

    /** The first text is a.json, the second b.json and so on. */
    private static InputReader.Result read(String... texts) {
        var sources = new ArrayList<Source>();
        for (int i = 0; i < texts.length; i++) {
            sources.add(new Source((char) ('a' + i) + ".json", texts[i]));
        }
        return InputReader.read(sources, AT);
    }
}
