package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The table of the fleet: what it shows, what it is sorted and filtered by, and how it follows the stream. */
class FleetPageIT extends PageSession {
    private static final int MANY = 1000;
    private static final long FRAME_LIMIT_MILLIS = 150;

    @Test
    void aRowSaysWhatAVariantIsAndDoes() throws Exception {
        openUsual("");
        var row = rowOf(ASSIST);
        assertThat(browser().text(row + " .c-variant")).contains("assist-llama-70b-h100", "chat");
        assertThat(browser().text(row + " .c-model")).contains("Llama-3.3-70B-Instruct", "Premium");
        assertThat(browser().text(row + " .c-accelerator")).isEqualTo("H100");
        assertThat(browser().text(row + " .c-load")).contains("12.4", "/ 14.4/s");
        assertThat(browser().text(row + " .c-ttft")).contains("412", "/ 500");
        assertThat(browser().text(row + " .c-itl")).contains("31.4", "/ 40");
        assertThat(browser().text(row + " .c-replicas")).contains("4 → 4 → 5", "1 to come");
        assertThat(browser().text(row + " .c-cost")).isEqualTo("$15.80/h");
        assertThat(browser().text(row + " .c-constraint")).isEqualTo("time to first token");
        assertThat(browser().all(row + " .spark-line[d]")).hasSize(1);
    }

    @Test
    void aPodThatStartsAndALatencyBeyondItsTargetAreSeenWithoutColour() throws Exception {
        openUsual("");
        var row = rowOf("chat/assist-llama-70b-mi300x");
        assertThat(browser().text(row + " .c-replicas")).contains("3 → 2 → 3", "1 starting");
        assertThat(browser().all(row + " [data-pip=starting]")).hasSize(1);
        assertThat(browser().all(row + " .c-ttft [data-over]")).hasSize(1);
        assertThat(browser().text(rowOf("docs/summarize-mistral-24b-a100") + " .c-state"))
                .isEqualTo("Metrics stale");
        assertThat(browser().text(rowOf("lab/draft-llama-70b-h100") + " .c-state"))
                .isEqualTo("Asleep");
    }

    @Test
    void totalsSayWhatIsSpentAndSaved() throws Exception {
        openUsual("");
        browser().untilText("#totals .tile:nth-child(1)", "/h");
        assertThat(browser().text("#totals .tile:nth-child(1)")).contains("$77.87/h", "as planned");
        assertThat(browser().text("#totals .tile:nth-child(2)")).contains("48", "against the peak, in 6");
        assertThat(browser().text("#totals .tile:nth-child(3)")).contains("12", "1 asleep");
        assertThat(browser().text("#totals .tile:nth-child(4)")).contains("2");
        browser().untilText(".latest summary", " → ");
    }

    @Test
    void isSortedByButtonsAndFilteredByText() throws Exception {
        openUsual("");
        browser().find("[data-key=cost] button").click();
        browser().find("th[data-key=cost][aria-sort=descending]");
        assertThat(browser().text(".fleet tbody tr:first-child .c-cost")).isEqualTo("$16.74/h");
        browser().find("[data-key=cost] button").click();
        assertThat(browser().text(".fleet tbody tr:first-child .c-cost")).isEqualTo("$0.00/h");
        browser().find("#search").sendKeys("mistral premium");
        browser().untilCount(".fleet tbody tr", 1);
        assertThat(browser().driver().getCurrentUrl()).contains("sort=cost", "q=mistral+premium");
        browser().find("#search").sendKeys(" nowhere");
        browser().untilText(".none", "No variant fits");
        browser().find(".none button").click();
        browser().untilCount(".fleet tbody tr", 12);
    }

    @Test
    void whatNeedsAttentionCanBeSeenAlone() throws Exception {
        openUsual("#/?attention=1");
        browser().untilCount(".fleet tbody tr", 2);
        assertThat(browser().find(".tools .toggle").getAttribute("aria-pressed"))
                .isEqualTo("true");
        controller().change(List.of(row("lab/eval-llama-8b-l4").putNull("worst")), List.of());
        browser().untilCount(".fleet tbody tr", 1);
        browser().find(".tools .toggle").click();
        browser().untilCount(".fleet tbody tr", 12);
    }

    @Test
    void followsChangesWithoutTouchingOtherRows() throws Exception {
        openUsual("");
        browser().find(rowOf(ASSIST));
        browser().run("""
            window.touched = new Set();
            new MutationObserver(all => all.forEach(each => {
              const row = (each.target.closest ? each.target : each.target.parentElement).closest('tbody tr');
              if (row) window.touched.add(row.querySelector('a').getAttribute('href'));
            })).observe(document.querySelector('.fleet tbody'),
                {subtree: true, childList: true, characterData: true, attributes: true});
            """);
        var changed = row(ASSIST);
        changed.getJsonObject("replicas").put("current", 5).put("ready", 4);
        controller().change(List.of(changed), List.of());
        browser().untilText(rowOf(ASSIST) + " .c-replicas", "5 → 4 → 5");
        assertThat(browser().run("return [...window.touched]")).isEqualTo(List.of("#/" + ASSIST));
    }

    @Test
    void newVariantsAppearAndRemovedOnesGo() throws Exception {
        openUsual("");
        browser().untilCount(".fleet tbody tr", 12);
        controller()
                .change(
                        List.of(row(ASSIST).put("name", "assist-new")),
                        List.of("lab/draft-llama-70b-h100", "lab/eval-llama-8b-l4"));
        browser().untilCount(".fleet tbody tr", 11);
        browser().find(rowOf("chat/assist-new"));
        assertThat(browser().text(".shown")).isEqualTo("11 of 11");
    }

    @Test
    void aVariantOfWhichNothingIsKnownYetIsARowTooAndUnknownCodesAreWords() throws Exception {
        var fresh = new JsonObject("""
            {"namespace": "new", "name": "fresh", "model": "m", "serviceClass": "", "accelerator": "",
             "advisory": false, "asleep": false, "replicas": {"current": 0, "ready": 0, "min": 1},
             "reason": "", "spark": []}
            """);
        var odd = row(ASSIST).put("constraint", "FULL_MOON");
        open(List.of(fresh, odd), "");
        assertThat(browser().text(rowOf("new/fresh") + " .c-replicas")).contains("?");
        assertThat(browser().text(rowOf("new/fresh") + " .c-constraint")).isEqualTo("nothing yet");
        assertThat(browser().text(rowOf(ASSIST) + " .c-constraint")).isEqualTo("full moon");
    }

    @Test
    void aThousandVariantsStaySmooth() throws Exception {
        open(SampleFleet.large(MANY, NOW), "");
        browser().untilCount(".fleet tbody tr", MANY);
        var half = (Number) browser().driver().executeAsyncScript("""
            const done = arguments[0];
            const frames = [];
                let before = performance.now(), y = 0;
            const step = () => {
              const now = performance.now();
              frames.push(now - before);
              before = now;
              scrollTo(0, y += 700);
              y < 42000 ? requestAnimationFrame(step)
                      : done(frames.sort((a, b) => a - b)[Math.floor(frames.length / 2)]);
            };
            requestAnimationFrame(step);
            """);
        assertThat(half.longValue()).isLessThan(FRAME_LIMIT_MILLIS);
        var changed = SampleFleet.large(MANY, NOW).get(MANY - 1).put("costCentsPerHour", 12_300);
        controller().change(List.of(changed), List.of());
        browser().untilText(rowOf(SampleFleet.key(changed)) + " .c-cost", "$123.00/h");
        browser().find("#search").sendKeys("variant-0999");
        browser().untilCount(".fleet tbody tr", 1);
    }

    @Test
    void allIsReachedByKeyboard() throws Exception {
        openUsual("");
        browser().find(rowOf(ASSIST));
        browser().find("body").sendKeys("/");
        eventually(
                "the filter has the focus",
                () -> assertThat(focused())
                        .hasValueSatisfying(label -> assertThat(label).startsWith("Filter")));
        var active = browser().driver().switchTo().activeElement();
        active.sendKeys(Keys.TAB);
        assertThat(focused()).hasValueSatisfying(text -> assertThat(text).startsWith("Needs attention"));
        browser().find("[data-key=replicas] button").sendKeys(Keys.ENTER);
        browser().find("th[data-key=replicas][aria-sort=descending]");
        browser().find(rowOf(ASSIST) + " a").sendKeys(Keys.ENTER);
        browser().untilText("#variant-view h1", "assist-llama-70b-h100");
        eventually("the heading has the focus", () -> assertThat(focused()).hasValue("assist-llama-70b-h100"));
        browser().find("body").sendKeys(Keys.ESCAPE);
        eventually("the link has the focus again", () -> assertThat(focused()).hasValue("assist-llama-70b-h100"));
        assertThat(browser().find("#fleet-view").isDisplayed()).isTrue();
    }
}
