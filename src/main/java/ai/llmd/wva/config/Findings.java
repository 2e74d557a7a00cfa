package ai.llmd.wva.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What reading a configuration file brought to light: errors, and the keys that were asked for. */
final class Findings {
    private final List<String> errors = new ArrayList<>();
    private final TreeMap<String, String> unknownKeys = new TreeMap<>();
    private final Set<String> faultyPaths = new TreeSet<>();
    private final SortedSet<String> knownPaths = new TreeSet<>();

    void error(String path, String message) {
        faultyPaths.add(path);
        errors.add(path.isEmpty() ? message : path + ": " + message);
    }

    boolean faulty(String path) {
        return faultyPaths.contains(path);
    }

    void known(String path) {
        knownPaths.add(path);
    }

    /** Noted now, told at the end: the key may belong to a section that is yet to be read. */
    void unknown(String path, Collection<String> siblings) {
        var section = path.substring(0, path.length() - lastName(path).length());
        var meant = Spelling.nearest(lastName(path), siblings).map(name -> section + name);
        unknownKeys.put(path, meant.orElse(""));
    }

    SortedSet<String> knownPaths() {
        return knownPaths;
    }

    /** Wrong values in the order of reading, then unknown keys by path. */
    List<String> errors() {
        var all = new ArrayList<>(errors);
        unknownKeys.forEach((path, meant) -> all.add(path + ": unknown key"
                + Optional.of(meant)
                        .filter(name -> !name.isEmpty())
                        .or(() -> elsewhere(path))
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("")));
        return List.copyOf(all);
    }

    private Optional<String> elsewhere(String path) {
        return knownPaths.stream()
                .filter(known -> lastName(known).equals(lastName(path)))
                .findFirst();
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
