package ai.llmd.wva.cli;

import ai.llmd.wva.loadgen.LoadReport;
import ai.llmd.wva.loadgen.LoadRunner;
import ai.llmd.wva.loadgen.LoadText;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends traffic to an OpenAI API and says how it was answered. */
@Command(
        name = "loadgen",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Sends chat requests to an OpenAI-compatible API at given rates and measures the" + " responses.",
            "Requests are sent when they are due, whether or not earlier ones are answered. Ctrl-C"
                    + " stops sending and waits for outstanding responses; a second Ctrl-C does not wait.",
            ""
        },
        footer = {
            "",
            "Example: 40 requests a minute for 20 minutes, then 90 for 10.",
            "  wva loadgen --rate '[[1200, 40], [600, 90]]' --model default/default \\",
            "    --url http://localhost:8000/v1",
            "",
            "Exit codes: 0 every client was answered, 1 some were not, or left late or",
            "not at all, 2 wrong usage."
        })
public final class LoadgenCommand implements Callable<Integer> {
    @Mixin
    private LoadgenOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var schedule = options.toSchedule();
        var commandLine = spec.commandLine();
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            var progress = LoadProgress.on(commandLine.getErr());
            var runner = new LoadRunner(vertx, schedule.settings(), schedule.arrivals(), System::nanoTime);
            if (!options.keepsGoing()) {
                runner.stopWhenPointless(
                        reason -> progress.say("Stopping: " + reason + ". --keep-going sends the rest all the same."));
            }
            runner.watch(progress.periodMillis(), report -> progress.show(report, runner.elapsedMillis()));
            var stopping = new AtomicBoolean();
            var signals = Signals.onStop(() -> {
                if (stopping.getAndSet(true)) {
                    runner.quit();
                } else {
                    progress.say("Stopping: waiting for the answers under way. Ctrl-C again does not wait.");
                    runner.drain();
                }
            });
            var report = result(runner, signals);
            progress.finish();
            commandLine.getOut().print(LoadText.summary(report, runner.elapsedMillis()));
            commandLine.getOut().flush();
            return report.succeeded() == report.offered() && report.isOnSchedule() ? ExitCode.OK : ExitCode.FAILURE;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static LoadReport result(LoadRunner runner, Signals.Registration signals) {
        try {
            return runner.run().toCompletionStage().toCompletableFuture().join();
        } finally {
            signals.close();
        }
    }
}
