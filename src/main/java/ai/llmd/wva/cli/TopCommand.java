package ai.llmd.wva.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The fleet at a glance. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Shows every variant: its load and the capacity of its ready replicas, latencies and"
                    + " their targets, replicas, cost and state. Changes nothing.",
            "With --url, it shows what a running controller knows now; without it, what the status of"
                    + " the resources says:",
            "  wva top --url http://localhost:8082",
            ""
        },
        footer = {"", "Exit codes: 0 done, 1 the variants cannot be read, 2 wrong usage."})
public final class TopCommand implements Callable<Integer> {
    private static final int UNBOUND = 1_000;

    private final Map<String, String> environment = Map.copyOf(System.getenv());

    @Mixin
    private PageOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        QuietLog.quiet();
        var fleet = options.open(environment).fleet();
        print(TopText.lines(fleet, options.namespace, Colours.of(spec), columns()));
        return ExitCode.OK;
    }

    private static int columns() {
        if (!Terminal.isAttached()) {
            return UNBOUND;
        }
        var terminal = new Terminal();
        terminal.look();
        return terminal.columns();
    }

    private void print(List<String> lines) {
        var out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
