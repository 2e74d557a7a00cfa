package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** axe-core finds nothing, on a desk and on a phone, by day and by night; and nothing is wider than the screen. */
class PageAccessibilityIT extends PageSession {
    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "800, light", "375, light", "375, dark"})
    void axeFindsNothingInTheFleet(int width, String scheme) throws Exception {
        openUsual("");
        browser().looksLike(width, HIGH, scheme);
        browser().untilCount(".fleet tbody tr", 12);
        browser().untilText(".latest summary", " → ");
        assertFine();
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "375, light", "375, dark"})
    void axeFindsNothingInAVariant(int width, String scheme) throws Exception {
        openUsual("#/" + ASSIST);
        browser().looksLike(width, HIGH, scheme);
        browser().untilCount(".plot canvas", 5);
        browser().find(".as-table summary").click();
        browser().untilCount(".as-table tbody tr", 30);
        assertFine();
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "375, dark"})
    void axeFindsNothingInAnEmptyFleetOfAStandby(int width, String scheme) throws Exception {
        open(SampleAnswers.controller(NOW, "standby", "wva-controller-b"), List.of(), "");
        browser().looksLike(width, HIGH, scheme);
        browser().untilText("#fleet-body", "No VariantAutoscaling yet");
        assertFine();
    }

    private static void assertFine() {
        assertThat(Accessibility.violations(browser())).isEmpty();
        assertThat(browser().run("return document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0L);
    }
}
