package ai.llmd.wva.cli;

import ai.llmd.wva.migration.Migration;
import ai.llmd.wva.optimize.input.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints manifests of this controller in place of others. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Prints the manifests of FILE as this controller takes them, and on stderr what was changed or could not be"
                    + " carried over, with file and line.",
            "It reads VariantAutoscalings and ConfigMaps of the Go controller, HorizontalPodAutoscalers and KEDA's"
                    + " ScaledObjects. What is accepted as it is stays as it was written. For instance:",
            "  wva migrate -f old.yaml > new.yaml",
            "  kubectl get va,hpa,scaledobject,cm -n llm -o yaml | wva migrate -f -",
            ""
        },
        footer = {"", "Exit codes: 0 done, 2 wrong usage, or something that cannot be read (nothing is printed then)."})
public final class MigrateCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "What to migrate: a file, a folder, or - for stdin. May be given several times.")
    private List<String> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var sources = Sources.read(files, StandardInput.open());
        var migrated = Migration.of(sources.sources());
        var errors = new ArrayList<>(sources.errors());
        errors.addAll(migrated.errors());
        if (!errors.isEmpty()) {
            throw new UsageException(errors);
        }
        var out = spec.commandLine().getOut();
        out.println(String.join(System.lineSeparator() + "---" + System.lineSeparator(), migrated.manifests()));
        out.flush();
        var err = spec.commandLine().getErr();
        migrated.remarks().forEach(remark -> err.println(spec.qualifiedName() + ": " + remark));
        err.flush();
        return ExitCode.OK;
    }
}
