package ai.llmd.wva.cli;

import ai.llmd.wva.emulator.EmulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs an emulator until it is told to stop. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "A server that answers and measures like vLLM, without a model and without a GPU.",
            "It serves /v1/chat/completions, /v1/completions, /v1/models, /version, /health and /metrics. Requests"
                    + " contend for batch slots and KV cache blocks; how long a token takes follows from alpha, beta,"
                    + " gamma and delta.",
            "A flag wins over the environment variable named in parentheses, which wins over the default.",
            ""
        })
public final class EmulatorCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private EmulatorOptions options;

    /** The command in the process's environment. */
    public EmulatorCommand() {
        this(System.getenv());
    }

    EmulatorCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.toSettings(environment);
        var stop = new CountDownLatch(1);
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            var deployment = vertx.deployVerticle(new EmulatorServer(settings))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            var signals = Signals.onStop(stop::countDown);
            try {
                stop.await();
            } finally {
                // a second signal does not wait for running requests
                signals.close();
            }
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get();
            return ExitCode.OK;
        } catch (ExecutionException e) {
            var where = settings.host() + ":" + settings.port();
            throw new CommandFailedException(
                    "cannot serve on " + where + ": " + e.getCause().getMessage(), e.getCause());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
