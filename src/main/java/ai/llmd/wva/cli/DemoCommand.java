package ai.llmd.wva.cli;

import ai.llmd.wva.config.VertxConfiguration;
import ai.llmd.wva.demo.Demo;
import ai.llmd.wva.demo.DemoResult;
import ai.llmd.wva.demo.DemoSettings;
import ai.llmd.wva.emulator.EmulatorSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
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
            "The whole loop in one process, with nothing else installed: traffic, vLLM emulators, the controller, an"
                    + " autoscaler, replicas that come and go.",
            "The controller, the emulators and the traffic are the real ones. The API server, the"
                    + " HorizontalPodAutoscaler, the kubelet and the Service are stand-ins.",
            "By default three minutes: idle, 40 requests a minute (2 replicas), 90 (4), idle (1). Ctrl-C ends it.",
            ""
        },
        footer = {"", "Exit codes: 0 the loop works, 1 something in it did not, 2 wrong usage."})
public final class DemoCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
    private static final long STOP_SECONDS = 3;

    @Mixin
    private DemoOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.toSettings();
        QuietLog.quiet();
        var out = spec.commandLine().getOut();
        var telemetry = new Telemetry();
        var vertx = telemetry.vertx(VertxConfiguration.defaults());
        var end = new CountDownLatch(1);
        var signals = Signals.onStop(end::countDown);
        try {
            var demo = started(vertx, telemetry, settings, line -> {
                out.println(line);
                out.flush();
            });
            if (!settings.keep()) {
                demo.scriptEnded().onSuccess(over -> end.countDown());
            }
            end.await();
            var result = result(demo);
            Demo.summary(result).forEach(out::println);
            out.flush();
            return result.worked() ? ExitCode.OK : ExitCode.FAILURE;
        } finally {
            signals.close();
            close(vertx);
            telemetry.close();
        }
    }

    private static Demo started(Vertx vertx, Telemetry telemetry, DemoSettings settings, Consumer<String> out) {
        try {
            return await(Demo.start(vertx, telemetry.registry(), settings, DemoCommand::emulator, out));
        } catch (CompletionException e) {
            throw new CommandFailedException(
                    "cannot start the demo: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static DemoResult result(Demo demo) {
        return await(demo.finish(demo.scriptEnded().succeeded()));
    }

    /** The emulator that the sample's container would run: its arguments are those of {@code wva.jar}. */
    static EmulatorSettings emulator(List<String> arguments, Map<String, String> environment) {
        var flags = arguments.subList(1, arguments.size()).toArray(String[]::new);
        return CommandLine.populateCommand(new EmulatorOptions(), flags).toSettings(environment);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static void close(Vertx vertx) throws InterruptedException {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the process ends anyway
            LOG.atDebug().setCause(e).log("not all of the demo ended in time");
        }
    }
}
