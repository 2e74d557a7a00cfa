package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.config.PageConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.page.PageFixture;
import ai.llmd.wva.page.http.EventHub;
import ai.llmd.wva.page.http.PageAccess;
import ai.llmd.wva.page.http.PageDesk;
import ai.llmd.wva.page.http.PageRoutes;
import ai.llmd.wva.page.http.PageServing;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a browser as the controller serves it, with what the real policy planned. */
class ServedPageIT {
    private static final int STREAMS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final PageFixture page = new PageFixture();
    private final Fleet fleet = Fleets.fleet(Fleets.sample());
    private Browser browser;
    private EventHub hub;
    private HttpPort port;

    @BeforeEach
    void open() throws Exception {
        var desk = new PageDesk(page.state, vertx.createSharedWorkerExecutor("page", 1), page.clock);
        hub = new EventHub(desk, STREAMS);
        port = Futures.await(HttpPort.open(
                vertx,
                new HttpServerOptions().setHost("127.0.0.1").setPort(0),
                ConnectionLimits.of(PageConfiguration.defaults(), HttpsConfiguration.defaults()),
                PageRoutes.of(desk, hub, PageServing.plans(vertx, desk), PageAccess.local(Set.of()))));
        browser = Browser.start();
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        Futures.await(vertx.close());
    }

    private void plan(double requestsPerMinute) {
        page.state.declared(fleet, page.clock.instant());
        page.state.planned(page.cycle(fleet, requestsPerMinute), page.clock.instant());
    }

    private String url() {
        return "http://127.0.0.1:" + port.actualPort() + "/";
    }

    @Test
    void showsAFleetThatIsEmptyAndThenOneThatGrows() throws Exception {
        page.state.declared(Fleets.fleet(), page.clock.instant());
        browser.looksLike(PageSession.WIDE, PageSession.HIGH, "light").open(url());
        browser.untilText("#fleet-body", "No VariantAutoscaling yet");
        plan(240);
        page.state.change(page.clock.instant(), true).ifPresent(json -> hub.publish(hub.nextNumber(), "change", json));
        var row = PageSession.rowOf(Fleets.SAMPLE.toString());
        browser.untilText(row + " .c-load", "4.00");
        assertThat(browser.text(row + " .c-replicas")).contains("→");
        assertThat(browser.consoleErrors()).isEmpty();
        assertThat(Accessibility.violations(browser)).isEmpty();
    }

    @Test
    void showsAVariantWithItsChartsUnderTheRealPolicyOfContent() throws Exception {
        plan(240);
        plan(480);
        browser.looksLike(PageSession.WIDE, PageSession.HIGH, "dark").open(url() + "#/" + Fleets.SAMPLE);
        browser.untilCount(".plot canvas", 5);
        browser.untilText(".why-card", "480.00 requests/min");
        assertThat(browser.text(".law")).contains("20.6");
        assertThat(browser.all(".variant > section:last-child tbody tr")).isNotEmpty();
        assertThat(browser.consoleErrors()).isEmpty();
        assertThat(Accessibility.violations(browser)).isEmpty();
    }

    @Test
    void whatIfIsAnsweredByTheRealPlanner() throws Exception {
        plan(240);
        browser.looksLike(PageSession.WIDE, PageSession.HIGH, "light").open(url() + "#/" + Fleets.SAMPLE);
        browser.untilText(".what-if", "Move a slider");
        browser.run("const load = document.querySelector('.knob input'); load.value = 1;"
                + "load.dispatchEvent(new Event('input', {bubbles: true}))");
        browser.untilText(".result", "Whole fleet");
        assertThat(browser.text(".result .differs")).contains("Replicas");
        assertThat(browser.text(".result .why")).contains("480.00 requests/min");
        assertThat(browser.consoleErrors()).isEmpty();
    }
}
