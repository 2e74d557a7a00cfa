package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The view of one variant: charts, words, law, decisions, and what-if. */
class VariantPageIT extends PageSession {
    private static final String ADDRESS = "#/" + ASSIST;

    @Override
    boolean isExpected(String error) {
        return error.contains("404") || error.contains("409");
    }

    @Test
    void drawsWhatIsKnownOverTimeAndSaysItInWords() throws Exception {
        openUsual(ADDRESS);
        browser().untilCount(".plot canvas", 5);
        assertThat(browser().text(".charts figure:nth-child(1) [data-series=capacityPerSecond]"))
                .contains("14.4/s");
        assertThat(browser().text(".charts figure:nth-child(2) [data-series=desired]"))
                .contains("5");
        assertThat(browser().find(".charts figure:nth-child(3) p").getAttribute("textContent"))
                .contains("Time to first token over 5", "target always 500", "now 412");
        browser().find(".as-table summary").click();
        browser().untilCount(".as-table tbody tr", 30);
        assertThat(browser().text(".as-table tbody tr:first-child")).contains("12.4/s", "412");
    }

    @Test
    void theCursorIsTheSameInAllCharts() throws Exception {
        openUsual(ADDRESS);
        browser().untilCount(".plot canvas", 5);
        browser().run("""
            const over = document.querySelector('.charts figure:nth-child(1) .u-over');
            const box = over.getBoundingClientRect();
            over.dispatchEvent(new MouseEvent('mouseenter', {clientX: box.x + 9, clientY: box.y + 9}));
            over.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: box.x + 40, clientY: box.y + 9}));
            """);
        browser().untilText(".charts .clock", "at ");
        eventually(
                "the other chart tells an older value",
                () -> assertThat(browser().text(".charts figure:nth-child(3) [data-series=ttftMillis]"))
                        .doesNotContain("412"));
    }

    @Test
    void saysWhyAndWhatWasDecidedBefore() throws Exception {
        openUsual(ADDRESS);
        browser().untilText(".reason", "Load 12.4/s planned as 13.4/s");
        assertThat(browser().text(".explanation")).contains("The runner-up is MI300X");
        assertThat(browser().text(".conditions")).contains("TargetResolved", "DesiredReached", "current 4, desired 5");
        assertThat(browser().text(".law")).contains("86", "214 samples", "10.4", "9.8", "0.0194");
        var decisions = browser().all(".variant > section:last-child tbody tr");
        assertThat(decisions).hasSizeGreaterThan(3);
        assertThat(decisions.get(0).getText()).contains(" → ", "replicas carry", "sized from the measured load");
    }

    @Test
    void followsTheStream() throws Exception {
        openUsual(ADDRESS);
        browser().untilCount(".plot canvas", 5);
        var changed = row(ASSIST).put("reason", "load doubled");
        changed.getJsonObject("replicas").put("current", 5).put("desired", 9);
        controller().change(List.of(changed), List.of());
        browser().untilText(".reason", "Load doubled.");
        browser().untilText(".charts figure:nth-child(2) [data-series=desired]", "9");
        assertThat(browser().text(".facts")).contains("5 → 4 → 9");
    }

    @Test
    void whatIfAsksThePlannerOnceAndShowsBeforeAndAfter() throws Exception {
        openUsual(ADDRESS);
        controller().plans(200, SamplePlan.of(NOW));
        browser().untilText(".what-if", "Move a slider");
        browser().run("""
            const [load, ttft] = document.querySelectorAll('.knob input');
            for (let i = 0; i < 20; i++) {
              load.value = i * 0.05;
              load.dispatchEvent(new Event('input', {bubbles: true}));
            }
            ttft.value = -1;
            ttft.dispatchEvent(new Event('input', {bubbles: true}));
            """);
        browser().untilText(".result", "Whole fleet");
        assertThat(controller().plans()).containsExactly(new JsonObject("""
            {"changes": [{"namespace": "chat", "name": "assist-llama-70b-h100", "loadFactor": 1.93,
                          "ttftMillis": 250.0}]}
            """));
        assertThat(browser().text(".knob:nth-of-type(1)")).contains("23.9/s (×1.93)");
        assertThat(browser().text(".result"))
                .contains(
                        "5", "9", "$35.55/h", "needs 9", "1 other variant would change: assist-llama-70b-mi300x 3 → 4");
        browser().find(".what-if button").click();
        browser().untilText(".what-if", "Move a slider");
        assertThat(browser().text(".knob:nth-of-type(1)")).endsWith("12.4/s");
    }

    @Test
    void whatIfTellsWhyThereIsNoAnswer() throws Exception {
        openUsual(ADDRESS);
        controller().plans(409, new JsonObject().put("detail", "this is a standby; ask wva-b"));
        browser().untilText(".what-if", "Move a slider");
        browser()
                .run("const load = document.querySelector('.knob input'); load.value = 1;"
                        + "load.dispatchEvent(new Event('input', {bubbles: true}))");
        browser().untilText(".refused", "this is a standby; ask wva-b");
    }

    @Test
    void aVariantThatIsNotThereIsSaidToBeMissing() throws Exception {
        openUsual("#/chat/nobody");
        browser().untilText("#variant-view", "There is no such variant");
        browser().find("#variant-view a").click();
        browser().untilCount(".fleet tbody tr", 12);
    }
}
