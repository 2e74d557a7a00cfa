package ai.llmd.wva.cli;

import ai.llmd.wva.config.VertxConfiguration;
import ai.llmd.wva.demo.Demo;
import ai.llmd.wva.demo.DemoResult;
import ai.llmd.wva.demo.DemoScreen;
import ai.llmd.wva.demo.DemoSettings;
import ai.llmd.wva.text.LiveArea;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the whole loop on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Plays an hour of two models on two types of accelerator in three minutes, without a"
                    + " cluster: WVA runs as in a cluster, with simulated vLLM replicas and clients.",
            "At the end, it prints how many requests were served within their targets and at what"
                    + " cost, compared with a fixed deployment, a plain HPA and KEDA for the same requests.",
            "Ctrl-C ends it.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 targets met, or stopped by Ctrl-C, 1 targets missed or something failed, 2"
                    + " wrong usage or scenario."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
    private static final long STOP_MILLIS = 1_800;
    /** What is still being made need not be waited for: the process ends anyway. */
    private static final long HALF_MADE_MILLIS = 500;

    private static final long CLOSE_MILLIS = 500;
    private static final long LOOK_MILLIS = 2_000;
    /** Columns of what is no terminal. */
    private static final int UNBOUND = 1_000;

    @Mixin
    private DemoOptions options;

    @Spec
    private CommandSpec spec;

    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.toSettings();
        QuietLog.quiet();
        say("Starting...");
        var signals = Signals.onStop(() -> stop.complete(null));
        var telemetry = new Telemetry();
        var vertx = telemetry.vertx(VertxConfiguration.defaults());
        var starting = Demo.start(vertx, telemetry.registry(), settings)
                .toCompletionStage()
                .toCompletableFuture();
        try {
            var demo = awaited(starting, settings);
            if (demo.isEmpty()) {
                say("Stopped before it began.");
                return ExitCode.OK;
            }
            return play(vertx, demo.get(), settings);
        } finally {
            signals.close();
            QuietLog.silence();
            end(
                    starting.thenCompose(demo -> demo.close().toCompletionStage()),
                    starting.isDone() ? STOP_MILLIS : HALF_MADE_MILLIS);
            end(vertx.close().toCompletionStage().toCompletableFuture(), CLOSE_MILLIS);
            telemetry.close();
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private int play(Vertx vertx, Demo demo, DemoSettings settings) {
        var area = new LiveArea(spec.commandLine().getOut(), Terminal.isAttached());
        var terminal = terminal(vertx, area.isTerminal());
        var screen =
                new DemoScreen(vertx, area, Colours.of(spec), () -> area.isTerminal() ? terminal.columns() : UNBOUND);
        screen.show(demo);
        var result = awaited(
                demo.over()
                        .compose(over -> {
                            screen.stop();
                            return demo.result();
                        })
                        .toCompletionStage()
                        .toCompletableFuture(),
                settings);
        screen.stop();
        screen.print(result.orElseGet(DemoResult::stopped));
        if (result.isPresent() && settings.keep()) {
            area.say("Going on without load until Ctrl-C.");
            screen.goOn(demo);
            stop.join();
            screen.stop();
        }
        return result.map(DemoResult::worked).orElse(true) ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** Looked at again and again, since a window changes its size. */
    private static Terminal terminal(Vertx vertx, boolean attached) {
        var terminal = new Terminal();
        if (attached) {
            terminal.look();
            vertx.setPeriodic(
                    LOOK_MILLIS,
                    tick -> vertx.executeBlocking(() -> {
                        terminal.look();
                        return null;
                    }));
        }
        return terminal;
    }

    /** What comes of it; empty where the command was told to stop before. */
    private <T> Optional<T> awaited(CompletableFuture<T> future, DemoSettings settings) {
        try {
            CompletableFuture.anyOf(future, stop).join();
            return future.isDone() && !stop.isDone() ? Optional.of(future.join()) : Optional.empty();
        } catch (CompletionException e) {
            throw new CommandFailedException("the demo failed: " + cause(e.getCause(), settings), e.getCause());
        }
    }

    private static String cause(Throwable error, DemoSettings settings) {
        return error instanceof BindException && settings.port() != 0
                ? "port " + settings.port() + " is taken: give another one with --port, or --port 0 for any free one"
                : CommandFailedException.bottom(error);
    }

    private static void end(CompletableFuture<?> ending, long millis) throws InterruptedException {
        try {
            ending.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the process ends anyway
            LOG.atDebug().setCause(e).log("not all of the demo ended in time");
        }
    }
}
