package ai.llmd.wva.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why a variant has the replicas that it has. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Shows for one variant the decision and its reason, the load at which it changes, the"
                    + " learned profile, the conditions and the last decisions. Changes nothing.",
            "With --url, it shows what a running controller knows now; without it, what the status of"
                    + " the resource says:",
            "  wva explain llm-d-sim/vllme-deployment --url http://localhost:8082",
            ""
        },
        footer = {"", "Exit codes: 0 done, 1 the variant cannot be read or does not exist, 2 wrong" + " usage."})
public final class ExplainCommand implements Callable<Integer> {
    private final Map<String, String> environment = Map.copyOf(System.getenv());

    @Parameters(paramLabel = "NAMESPACE/NAME", description = "The VariantAutoscaling.")
    private String variant;

    @Mixin
    private PageOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var name = name();
        QuietLog.quiet();
        var lines = WhyText.lines(options.open(environment).variant(name.get(0), name.get(1)), Colours.of(spec));
        var out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }

    /** With --namespace, the name alone will do. */
    private List<String> name() {
        int slash = variant.indexOf('/');
        if (slash < 0 && options.namespace != null && !variant.isBlank()) {
            return List.of(options.namespace, variant);
        }
        if (slash < 1 || slash == variant.length() - 1 || variant.indexOf('/', slash + 1) >= 0) {
            throw new UsageException(List.of("'" + variant + "' is no NAMESPACE/NAME"));
        }
        return List.of(variant.substring(0, slash), variant.substring(slash + 1));
    }
}
