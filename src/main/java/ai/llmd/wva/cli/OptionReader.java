package ai.llmd.wva.cli;

import ai.llmd.wva.config.Spelling;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the values of options that may be given as a flag or as an environment variable: the flag wins, then the
 * variable, then the default. Values that make no sense are gathered, each under the name it was given by, and reported
 * together.
 */
final class OptionReader {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    OptionReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What was given, and by which name; empty when nothing was. A blank variable counts as not given. */
    Optional<Given> given(String flag, String flagValue, String variable) {
        if (flagValue != null) {
            return Optional.of(new Given(flag, flagValue));
        }
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> new Given(variable, value));
    }

    /** What was given as a flag that has no variable. */
    static Optional<Given> flag(String flag, String flagValue) {
        return Optional.ofNullable(flagValue).map(value -> new Given(flag, value));
    }

    /** A whole number from {@code least} to {@code most}. */
    int whole(Optional<Given> given, int fallback, int least, int most) {
        return read(given, fallback, value -> {
            var number = parsed(value, Integer::parseInt, "a whole number");
            if (number < least || number > most) {
                throw new IllegalArgumentException("must be "
                        + (most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most) + ", not " + number);
            }
            return number;
        });
    }

    /** A decimal number of 0 or more. */
    double decimal(Optional<Given> given, double fallback) {
        return read(given, fallback, value -> {
            double number = parsed(value, Double::parseDouble, "a number");
            if (!(number >= 0) || Double.isInfinite(number)) {
                throw new IllegalArgumentException("must be 0 or more, not '" + value + "'");
            }
            return number;
        });
    }

    /** One of the values by its label, in any case; empty where the flag was not given. */
    <T> Optional<T> choice(String flag, String given, T[] values, Function<T, String> label) {
        return read(
                flag(flag, given),
                Optional.empty(),
                text -> Optional.of(Arrays.stream(values)
                        .filter(value -> label.apply(value).equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() ->
                                noneOf(text, Arrays.stream(values).map(label).toList()))));
    }

    /** A path; empty where the flag was not given. */
    Optional<Path> path(String flag, String given) {
        return read(flag(flag, given), Optional.empty(), text -> Optional.of(parsedPath(text)));
    }

    private static Path parsedPath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is not a path: " + e.getReason(), e);
        }
    }

    /** A file that can be written, as far as that can be told before. */
    Optional<Path> writable(String flag, String given) {
        var file = path(flag, given);
        file.ifPresent(path -> {
            var folder = Optional.ofNullable(path.toAbsolutePath().getParent());
            if (Files.isDirectory(path)) {
                problem(flag + ": " + given + " is a folder");
            } else if (folder.isPresent() && !Files.isDirectory(folder.get())) {
                problem(flag + ": there is no folder " + folder.get());
            } else if (!Files.isWritable(Files.exists(path) ? path : folder.orElse(path))) {
                problem(flag + ": " + given + " cannot be written");
            }
        });
        return file;
    }

    private static IllegalArgumentException noneOf(String text, List<String> labels) {
        return new IllegalArgumentException("'" + text + "' is not one of " + String.join(", ", labels)
                + Spelling.nearest(text, labels)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(""));
    }

    /** Any value that {@code parse} accepts; the message of its {@link IllegalArgumentException} is reported. */
    <T> T read(Optional<Given> given, T fallback, Function<String, T> parse) {
        if (given.isEmpty()) {
            return fallback;
        }
        try {
            return parse.apply(given.get().value().strip());
        } catch (IllegalArgumentException e) {
            problem(given.get().name() + ": " + e.getMessage());
            return fallback;
        }
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** Ends the command with all problems, if there are any. */
    void throwIfAny() {
        if (hasProblems()) {
            throw new UsageException(problems);
        }
    }

    private static <T> T parsed(String value, Function<String, T> parse, String kind) {
        try {
            return parse.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is not " + kind, e);
        }
    }

    /** A value and the flag or variable it came by. */
    record Given(String name, String value) {}
}
