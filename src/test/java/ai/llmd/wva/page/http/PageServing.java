package ai.llmd.wva.page.http;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.config.PageConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.page.PageFixture;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.ShippedPolicies;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.tls.TlsOptions;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A port that serves what a test has a page know. */
public final class PageServing implements AutoCloseable {
    private static final int STREAMS = 2;

    private final HttpPort port;

    private PageServing(HttpPort port) {
        this.port = port;
    }

    /** Opens any free port of this machine. */
    public static PageServing open(Vertx vertx, PageFixture page, AccessRule access) throws Exception {
        var desk = new PageDesk(page.state, vertx.createSharedWorkerExecutor("page", 1), page.clock);
        return new PageServing(Futures.await(HttpPort.open(
                vertx,
                TlsOptions.plain(PageConfiguration.defaults(), HttpsConfiguration.defaults())
                        .setPort(0),
                ConnectionLimits.of(PageConfiguration.defaults(), HttpsConfiguration.defaults()),
                PageRoutes.of(desk, new EventHub(desk, STREAMS), plans(vertx, desk), access))));
    }

    /** What plans with changed inputs, by the default policy. */
    public static PlanAnswer plans(Vertx vertx, PageDesk desk) {
        return new PlanAnswer(
                desk,
                ShippedPolicies.of(PolicyKind.WVA, PlanningRules.DEFAULT),
                vertx.createSharedWorkerExecutor("what-if", 1),
                Duration.ofSeconds(5));
    }

    public int port() {
        return port.actualPort();
    }

    @Override
    public void close() {
        port.close().toCompletionStage().toCompletableFuture().join();
    }
}
