package ai.llmd.wva.page.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Takes the pictures of docs/images: the page with a sample fleet, light, dark and narrow. */
final class PagePictures {
    private static final String VARIANT = "#/chat/assist-llama-70b-h100";

    /** What is tried in the picture of what-if: about half as much load again, and half the target. */
    private static final String DRAG = """
        const [load, ttft] = document.querySelectorAll('.knob input');
        for (const [input, value] of [[load, 0.6], [ttft, -1]]) {
          input.value = value;
          input.dispatchEvent(new Event('input', {bubbles: true}));
        }
        """;

    private PagePictures() {}

    /** Writes them into the folder that is named. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (var controller = ScriptedController.start(SampleAnswers.leader(now), SampleFleet.usual(now));
                var browser = Browser.start()) {
            controller.plans(200, SamplePlan.of(now));
            for (var scheme : List.of("light", "dark")) {
                browser.looksLike(1360, 820, scheme).open(controller.url()).find(".fleet tbody tr");
                take(browser, folder, "fleet-" + scheme);
                browser.looksLike(1360, 1120, scheme)
                        .open(controller.url() + VARIANT)
                        .untilCount(".plot canvas", 5);
                browser.run(DRAG);
                browser.untilText(".result", "Whole fleet");
                take(browser, folder, "variant-" + scheme);
            }
            browser.looksLike(375, 812, "light").open(controller.url()).find(".fleet tbody tr");
            browser.run("scrollTo(0, 300)");
            take(browser, folder, "fleet-narrow");
            browser.looksLike(375, 812, "dark").open(controller.url() + VARIANT).untilCount(".plot canvas", 5);
            browser.run("scrollTo(0, 620)");
            take(browser, folder, "variant-narrow");
        }
    }

    private static void take(Browser browser, Path folder, String name) throws Exception {
        browser.untilText("#live", "Live");
        browser.run("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Files.write(folder.resolve(name + ".png"), SmallPng.of(browser.picture()));
        for (var error : browser.consoleErrors()) {
            throw new IllegalStateException(name + ": " + error);
        }
    }
}
