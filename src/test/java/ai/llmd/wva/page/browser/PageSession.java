package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.openqa.selenium.JavascriptExecutor;

/** A browser for the tests of a class, and a controller for each; no test leaves an error in the console. */
abstract class PageSession {
    static final String ASSIST = "chat/assist-llama-70b-h100";

    @SuppressWarnings("TimeInStaticInitializer") // the pages of a run are all of one moment
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    static final int WIDE = 1280;
    static final int HIGH = 900;
    static final int NARROW = 375;

    private static Browser shared;
    private ScriptedController controller;

    @BeforeAll
    static void startBrowser() {
        shared = Browser.start();
    }

    @AfterAll
    static void stopBrowser() throws Exception {
        if (shared != null) {
            shared.close();
        }
    }

    @AfterEach
    void consoleIsQuiet() throws Exception {
        var errors = shared.consoleErrors();
        shared.driver().get("about:blank");
        controller.close();
        assertThat(errors).filteredOn(error -> !isExpected(error)).isEmpty();
    }

    /** What a test itself provokes. */
    boolean isExpected(String error) {
        return false;
    }

    static Browser browser() {
        return shared;
    }

    ScriptedController controller() {
        return controller;
    }

    /** Serves rows from a leader, and opens the page at an address such as {@code #/}. */
    Browser open(List<JsonObject> rows, String address) throws Exception {
        return open(SampleAnswers.leader(NOW), rows, address);
    }

    Browser open(JsonObject said, List<JsonObject> rows, String address) throws Exception {
        controller = ScriptedController.start(said, rows);
        return shared.looksLike(WIDE, HIGH, "light").open(controller.url() + address);
    }

    Browser openUsual(String address) throws Exception {
        return open(SampleFleet.usual(NOW), address);
    }

    static JsonObject row(String key) {
        return SampleFleet.usual(NOW).stream()
                .filter(row -> SampleFleet.key(row).equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The selector of a variant's row. */
    static String rowOf(String key) {
        return ".fleet tbody tr:has(a[href='#/" + key + "'])";
    }

    static Optional<String> focused() {
        var text = ((JavascriptExecutor) shared.driver())
                .executeScript("const a = document.activeElement; return a.getAttribute('aria-label') || a.innerText");
        return Optional.ofNullable((String) text);
    }

    static void eventually(String what, Runnable asserted) {
        Awaitility.await(what).atMost(Browser.PATIENCE).untilAsserted(asserted::run);
    }
}
