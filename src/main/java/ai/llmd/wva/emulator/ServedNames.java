package ai.llmd.wva.emulator;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * The names that a server answers to. As with vLLM's {@code --served-model-name}, requests may ask for any of them, and
 * answers and metrics carry the first.
 *
 * @param all at least one, none blank, none twice
 */
public record ServedNames(List<String> all) {
    public ServedNames {
        all = List.copyOf(all);
        if (all.isEmpty() || all.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the model needs a name");
        }
        if (new LinkedHashSet<>(all).size() < all.size()) {
            throw new IllegalArgumentException("a name is there twice: " + String.join(", ", all));
        }
    }

    public static ServedNames of(String... names) {
        return new ServedNames(List.of(names));
    }

    public String first() {
        return all.get(0);
    }
}
