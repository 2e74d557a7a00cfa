package ai.llmd.wva.declaration;

import ai.llmd.wva.model.EngineArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads vLLM's arguments from a container's command and args, through a shell ({@code sh -c "vllm serve ..."}) or not.
 * As vLLM does, it takes {@code _} in the name of an option for {@code -}, and the last of several values. What it
 * cannot read, such as a variable, counts as not given.
 */
final class EngineCommand {
    private static final String MAX_NUM_SEQS = "--max-num-seqs";
    private static final String SERVED_MODEL_NAME = "--served-model-name";
    private static final Set<String> RANKS = Set.of("--data-parallel-size", "-dp");
    private static final Set<String> LOCAL_RANKS = Set.of("--data-parallel-size-local", "-dpl");

    /** With it, the other ranks are other servers. */
    private static final Set<String> OWN_RANK = Set.of("--data-parallel-rank", "-dpn");

    private static final Pattern SHELL_OPTION = Pattern.compile("-[a-z]*c");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    /** The largest that {@link #NUMBER} reads, so that what is written can be read. */
    private static final long MOST = 999_999_999;

    private final List<String> words;

    private EngineCommand(List<String> words) {
        this.words = words;
    }

    /** What a container with this command line was started with; {@link EngineArguments#NONE} of any other program. */
    static EngineArguments read(List<String> commandLine) {
        var command = new EngineCommand(words(commandLine));
        return new EngineArguments(command.admitted(), command.names());
    }

    /** The shortest command line that is read as these arguments. */
    static List<String> write(EngineArguments arguments) {
        var line = new ArrayList<String>();
        arguments.maxNumSeqs().ifPresent(most -> line.add(MAX_NUM_SEQS + "=" + most));
        if (!arguments.servedModelNames().isEmpty()) {
            line.add(SERVED_MODEL_NAME);
            line.addAll(arguments.servedModelNames());
        }
        return line;
    }

    private static List<String> words(List<String> commandLine) {
        var words = new ArrayList<String>();
        var before = "";
        for (var argument : commandLine) {
            if (SHELL_OPTION.matcher(before).matches()) {
                words.addAll(ShellWords.of(argument));
                words.add(ShellWords.END);
            } else {
                words.add(argument);
            }
            before = argument;
        }
        return words;
    }

    /** The option limits each data-parallel rank by itself. */
    private OptionalInt admitted() {
        var each = number(Set.of(MAX_NUM_SEQS));
        var ranks = ranks();
        return each.isPresent() && ranks.isPresent()
                ? OptionalInt.of((int) Math.min(MOST, (long) each.getAsInt() * ranks.getAsInt()))
                : OptionalInt.empty();
    }

    /** Of this server. */
    private OptionalInt ranks() {
        if (!last(OWN_RANK).isEmpty()) {
            return OptionalInt.of(1);
        }
        var given = last(LOCAL_RANKS).isEmpty() ? RANKS : LOCAL_RANKS;
        return last(given).isEmpty() ? OptionalInt.of(1) : number(given);
    }

    private OptionalInt number(Set<String> option) {
        return last(option).stream()
                .limit(1)
                .filter(value -> NUMBER.matcher(value).matches())
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    private List<String> names() {
        return last(Set.of(SERVED_MODEL_NAME)).stream()
                .filter(name -> !name.isBlank() && name.indexOf('$') < 0)
                .toList();
    }

    /** The words that follow an option, or the one that is joined to it by {@code =}; empty where it is not given. */
    private List<String> last(Set<String> option) {
        for (int i = words.size() - 1; i >= 0; i--) {
            var word = words.get(i);
            int joined = word.indexOf('=');
            if (option.contains(name(joined < 0 ? word : word.substring(0, joined)))) {
                return joined < 0 ? values(i + 1) : List.of(word.substring(joined + 1));
            }
        }
        return List.of();
    }

    private static String name(String word) {
        return word.startsWith("--") ? word.replace('_', '-') : word;
    }

    private List<String> values(int from) {
        int to = from;
        while (to < words.size()
                && !words.get(to).startsWith("-")
                && !words.get(to).equals(ShellWords.END)) {
            to++;
        }
        return words.subList(from, to);
    }
}
