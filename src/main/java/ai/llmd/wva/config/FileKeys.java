package ai.llmd.wva.config;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The keys of a configuration file: those that were asked for, and those that nothing asked for. */
final class FileKeys {
    private final TreeMap<String, String> unknown = new TreeMap<>();
    private final SortedSet<String> secrets = new TreeSet<>();
    private final SortedSet<String> known = new TreeSet<>();

    /** A key whose value is not for everyone's eyes. */
    void secret(String path) {
        secrets.add(path);
    }

    SortedSet<String> secrets() {
        return secrets;
    }

    void known(String path) {
        known.add(path);
    }

    /** Noted now, told at the end: the key may belong to a section that is yet to be read. */
    void unknown(String path, Collection<String> siblings) {
        var section = path.substring(0, path.length() - lastName(path).length());
        var meant = Spelling.nearest(lastName(path), siblings).map(name -> section + name);
        unknown.put(path, meant.orElse(""));
    }

    SortedSet<String> known() {
        return known;
    }

    /** Tells the unknown keys by path. */
    void tellUnknown(Problems problems) {
        unknown.forEach((path, meant) -> problems.error(
                path,
                "unknown key"
                        + Optional.of(meant)
                                .filter(name -> !name.isEmpty())
                                .or(() -> elsewhere(path))
                                .map(name -> "; did you mean " + name + "?")
                                .orElse("")));
    }

    private Optional<String> elsewhere(String path) {
        return known.stream()
                .filter(name -> lastName(name).equals(lastName(path)))
                .findFirst();
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
