package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.workload.Silence;
import ai.llmd.wva.simulation.workload.Workload;
import ai.llmd.wva.text.LiveArea;
import ai.llmd.wva.text.Style;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole loop, as fast as it goes: the controller over sockets in front of a simulated world. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoIT {
    private static final double SPEED = 60;
    private static final Silence SILENCE = new Silence(DemoWorkloads.VARIANT, 720, 300);

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StringWriter printed = new StringWriter();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Demo start(Workload workload) {
        return Demo.start(vertx, registry, new DemoSettings(workload, SPEED, 0, false, 1))
                .await();
    }

    private DemoScreen screen() {
        return new DemoScreen(vertx, new LiveArea(new PrintWriter(printed), false), Style.PLAIN, () -> 200);
    }

    private static List<Integer> specs(RunSummary run) {
        return run.moments().stream().map(Moment::spec).toList();
    }

    @Test
    void goesFromOneReplicaToSeveralAndBackAndHoldsWhileNobodyCanReadTheMetrics() {
        var demo = start(DemoWorkloads.staged(List.of(SILENCE), 240, 2, 240, 4, 600, 7, 480, 0));
        var screen = screen();
        screen.show(demo);
        demo.over().await();
        screen.stop();
        var result = demo.result().await();
        screen.print(result);
        demo.close().await();

        var run = result.run().orElseThrow();
        assertThat(result.failures()).isEmpty();
        assertThat(specs(run)).startsWith(1).endsWith(1);
        assertThat(specs(run)).anyMatch(spec -> spec > 1);
        assertThat(run.silences())
                .singleElement()
                .satisfies(report -> assertThat(report.harmless()).isTrue());
        assertThat(run.replicas())
                .allSatisfy(replica -> assertThat(replica.readyMillis() - replica.createdMillis())
                        .isIn(0.0, 30_000.0));
        assertThat(result.others()).hasSize(4);
        assertThat(result.times()).isBetween(SPEED / 10, SPEED * 1.01);
        assertThat(printed.toString())
                .contains("-- 00:00  beginning", "chat 1 > ", "held: ", "Targets kept: ", "simulated");
    }

    @Test
    void theControllersNumbersAreThoseOfTheWorldsTime() {
        var demo = start(DemoWorkloads.staged(List.of(), 600, 4));
        demo.over().await();
        var measured =
                demo.decisions().newest().get(DemoWorkloads.VARIANT).load().orElseThrow();
        var clients = demo.frame().await().clients().get(0);
        demo.close().await();

        assertThat(measured.arrivalRatePerSecond()).isBetween(3.0, 5.0);
        assertThat(measured.outputTokens().orElseThrow()).isBetween(199.0, 201.0);
        assertThat(measured.itlMillis().orElseThrow()).isBetween(15.0, 60.0);
        assertThat(measured.ttftMillis().orElseThrow()).isBetween(20.0, 3000.0);
        assertThat(clients.met()).isPositive();
    }

    @Test
    void theLivePageIsWhereItSays() {
        var demo = start(DemoWorkloads.staged(List.of(), 3_600, 2));
        var address = demo.introduction().stream()
                .filter(line -> line.startsWith("Live page: "))
                .map(line -> line.substring("Live page: ".length()))
                .findFirst()
                .orElseThrow();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var request =
                HttpRequest.newBuilder(URI.create(address + "/api/v1/fleet")).build();

        // the fleet comes a moment after the port
        await().untilAsserted(() -> {
            var fleet = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(fleet.statusCode()).isEqualTo(200);
            assertThat(fleet.body()).contains("\"" + DemoWorkloads.VARIANT + "\"");
        });
        demo.close().await();
    }

    @Test
    void canBeStoppedAtOnceAndLeavesNothingBehind() {
        var demo = start(DemoWorkloads.staged(List.of(), 36_000, 1));
        var begun = System.nanoTime();
        demo.close().await();

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(3_000);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("wva-demo-world") && thread.isAlive());
    }
}
