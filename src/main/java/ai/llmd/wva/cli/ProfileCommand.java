package ai.llmd.wva.cli;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.prometheus.PrometheusHistory;
import ai.llmd.wva.profile.FoundProfile;
import ai.llmd.wva.profile.HistoryFit;
import ai.llmd.wva.profile.ProfileText;
import ai.llmd.wva.profile.Sweep;
import ai.llmd.wva.profile.SweepResult;
import ai.llmd.wva.profile.UnfitServerException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures a running server and prints its performance profile. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Measures a running vLLM and prints its modelProfile, as YAML for a VariantAutoscaling.",
            "For some minutes, it sends more and more concurrent requests, reads the server's own"
                    + " metrics, and fits the time between tokens (alpha, beta) and the prefill time of prompts"
                    + " (gamma, delta). Ctrl-C stops it and uses the measurements so far. The server must have"
                    + " no other load.",
            "With --from-prometheus, it uses the recorded metrics of servers under their normal"
                    + " traffic, and sends nothing.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  wva profile --url http://my-vllm:8000 --acc H100 --ttft 500 --itl 24 \\",
            "    > profile.yaml",
            "",
            "Exit codes: 0 a profile was printed, 1 no profile could be determined, 2 wrong usage."
        })
public final class ProfileCommand implements Callable<Integer> {
    /** Below Prometheus' limit of 11,000 points a series. */
    private static final int MOST_STEPS = 10_000;

    @Mixin
    private ProfileOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        QuietLog.quiet();
        var chosen = options.toSettings();
        var line = new StatusLine(spec.commandLine().getErr(), Ansi.AUTO.enabled());
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            var measured = chosen.history().isPresent()
                    ? past(vertx, chosen.history().get(), chosen.sweep().metricPrefix())
                    : result(new Sweep(vertx, chosen.sweep(), line::show), line);
            var found = FoundProfile.of(measured, chosen.use());
            line.finish();
            var out = spec.commandLine().getOut();
            ProfileText.of(found).forEach(out::println);
            out.flush();
            return found.decode().isPresent() ? ExitCode.OK : ExitCode.FAILURE;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static SweepResult past(Vertx vertx, HistoryOptions.Chosen asked, String metricPrefix) {
        var steps = (int) Math.min(MOST_STEPS, asked.since().toMinutes());
        var step = asked.since().dividedBy(steps);
        var names = new EngineNames(metricPrefix);
        var history = new PrometheusHistory(
                vertx, CollectorConfiguration.defaults().allowingPlainHttp(), asked.prometheus(), names);
        try {
            var series = history.of(asked.model(), asked.namespace(), Instant.now(), steps, step)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return HistoryFit.of(series, names, asked.model(), step.toMillis() / MILLIS_PER_SECOND);
        } catch (CompletionException e) {
            throw new CommandFailedException(CommandFailedException.bottom(e), e);
        } catch (UnfitServerException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private static SweepResult result(Sweep sweep, StatusLine line) {
        var signals = Signals.onStop(() -> {
            line.say("Stopping: what was measured so far is fitted.");
            sweep.stop();
        });
        try {
            return sweep.run().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            line.finish();
            if (e.getCause() instanceof UnfitServerException unfit) {
                throw new CommandFailedException(unfit.getMessage(), unfit);
            }
            throw e;
        } finally {
            signals.close();
        }
    }
}
