package ai.llmd.wva.simulation.workload.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The workloads that come with the program, from {@code deploy/samples/workloads}. */
public final class PackagedShapes {
    private static final String FOLDER = "/demo/samples/workloads/";

    /** Eight that show most of what matters. */
    private static final List<String> QUICK = List.of(
            "staged-ramp",
            "ramp-x5",
            "flash-crowd",
            "gamma-cv4",
            "diurnal",
            "prompt-shift",
            "kv-bound",
            "cold-start-240");

    private static final List<String> MORE = List.of(
            "constant-0.3",
            "constant-0.6",
            "constant-0.9",
            "constant-8.5",
            "constant-20",
            "steps",
            "mmpp",
            "on-off",
            "on-off-to-zero",
            "azure-conversation",
            "output-shift",
            "prefill-heavy",
            "decode-heavy",
            "two-models",
            "two-variants",
            "profile-plus-30",
            "profile-minus-30",
            "cold-start-60",
            "cold-start-480",
            "token-aware-prefill",
            "token-aware-balanced",
            "token-aware-decode",
            "overload-4000-1000",
            "overload-1000-4000",
            "overload-1000-1000");

    /** In no comparison of everything with everything: one is too long for that, the other has a fault in it. */
    private static final List<String> ALONE = List.of("diurnal-day", "demo");

    private PackagedShapes() {}

    /** The names that stand for several, with the shapes that they stand for. */
    public static Map<String, List<String>> sets() {
        var all = new ArrayList<>(QUICK);
        all.addAll(MORE);
        return new TreeMap<>(Map.of("quick", QUICK, "all", List.copyOf(all)));
    }

    /** All names, those among them that are in no set. */
    public static List<String> names() {
        var names = new ArrayList<>(sets().get("all"));
        names.addAll(ALONE);
        return List.copyOf(names);
    }

    /** The file of a shape; empty when there is none of that name. */
    static Optional<String> text(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        try (var file = PackagedShapes.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException("the shape " + name + " is missing in this program");
            }
            return Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
