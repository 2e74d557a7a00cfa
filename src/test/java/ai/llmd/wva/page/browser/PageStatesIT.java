package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page shows where there is nothing, nobody, or not yet something to show. */
class PageStatesIT extends PageSession {
    @Override
    boolean isExpected(String error) {
        return error.contains("/api/v1/events");
    }

    @Test
    void saysThatTheConnectionIsLostAndComesBackByItself() throws Exception {
        openUsual("");
        browser().untilText("#live", "Live");
        controller().refuse(503);
        browser().untilText("#notices", "64 streams are open");
        assertThat(browser().text("#notices")).contains("What you see is from", "Try now");
        assertThat(browser().text("#live")).isEqualTo("Disconnected");
        assertThat(browser().find("#announce").getAttribute("textContent")).contains("Connection lost");
        controller().change(List.of(row(ASSIST).put("costCentsPerHour", 99_900)), List.of());
        controller().refuse(0);
        browser().find("#notices button").click();
        browser().untilText(rowOf(ASSIST) + " .c-cost", "$999.00/h");
        browser().untilText("#live", "Live");
        assertThat(browser().text("#notices")).isEmpty();
    }

    @Test
    void reconnectsWithoutHelp() throws Exception {
        openUsual("");
        browser().untilText("#live", "Live");
        controller().refuse(0);
        controller().change(List.of(row(ASSIST).put("costCentsPerHour", 99_900)), List.of());
        browser().untilText(rowOf(ASSIST) + " .c-cost", "$999.00/h");
        eventually(
                "what was asked besides is given up",
                () -> assertThat(controller().streams()).isOne());
    }

    @Test
    void showsBonesUntilTheFirstDataAndMovesNothingThen() throws Exception {
        openUsual("");
        browser().untilText("#live", "Live");
        var shift = (Number) browser().driver().executeAsyncScript("""
            const done = arguments[0];
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; }))
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 500);
            """);
        assertThat(shift.doubleValue()).isLessThan(0.01);
    }

    @Test
    void isALoadingPageWhileNothingIsSaid() throws Exception {
        openUsual("#/?");
        controller().keepSilent();
        browser().open(controller().url());
        assertThat(browser().find("#fleet-view").getAttribute("aria-busy")).isEqualTo("true");
        assertThat(browser().all(".skeleton i")).isNotEmpty();
        assertThat(browser().text("#live")).isEqualTo("Connecting");
    }

    @Test
    void anEmptyFleetSaysWhatToDoNextAndFillsByItself() throws Exception {
        open(List.of(), "");
        browser().untilText("#fleet-body", "No VariantAutoscaling yet");
        assertThat(browser().text("#fleet-body")).contains("kubectl apply -f");
        controller().change(List.of(row(ASSIST)), List.of());
        browser().untilCount(".fleet tbody tr", 1);
        controller().change(List.of(), List.of(ASSIST));
        browser().untilText("#fleet-body", "No VariantAutoscaling yet");
    }

    @Test
    void aStandbySaysThatItIsOneAndWhoLeads() throws Exception {
        open(SampleAnswers.controller(NOW, "standby", "wva-controller-b"), SampleFleet.usual(NOW), "");
        browser().untilText("#notices", "This is a standby");
        assertThat(browser().text("#notices")).contains("wva-controller-b leads");
        assertThat(browser().text("#role")).isEqualTo("Standby");
        controller().become(SampleAnswers.leader(NOW));
        controller().change(List.of(), List.of());
        browser().untilText("#role", "Leader");
        assertThat(browser().text("#notices")).isEmpty();
    }

    @Test
    void theThemeIsKept() throws Exception {
        openUsual("");
        browser().untilText("#theme", "auto");
        browser().find("#theme").click();
        browser().find("#theme").click();
        browser().untilText("#theme", "dark");
        var dark = browser().run("return getComputedStyle(document.body).backgroundColor");
        browser().driver().navigate().refresh();
        browser().untilText("#theme", "dark");
        assertThat(browser().run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark);
    }
}
