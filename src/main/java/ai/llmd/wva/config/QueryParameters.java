package ai.llmd.wva.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The parameters in the query of a URL. */
public final class QueryParameters {
    /** Those with which the controller asks. */
    private static final Set<String> OURS = Set.of("query", "time", "start", "end", "step");

    private QueryParameters() {}

    /** The names in a query as it is in a URL; null has none. */
    public static List<String> names(String rawQuery) {
        return rawQuery == null
                ? List.of()
                : Arrays.stream(rawQuery.split("&", -1))
                        .filter(part -> !part.isEmpty())
                        .map(part -> URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8))
                        .toList();
    }

    /**
     * Accepts a name that the controller does not use itself.
     *
     * @throws IllegalArgumentException for the others
     */
    static String checkFree(String name) {
        if (OURS.contains(name)) {
            throw new IllegalArgumentException(
                    "must not set the parameter " + name + ": the controller sets it for each query");
        }
        return name;
    }
}
