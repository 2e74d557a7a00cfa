package ai.llmd.wva.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Takes the pictures of docs/images: the page with a sample fleet, light, dark and narrow. */
final class PagePictures {
    private PagePictures() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (var controller = ScriptedController.start(SampleAnswers.leader(now), SampleFleet.usual(now));
                var browser = Browser.start()) {
            var variant = controller.url() + "#/chat/assist-llama-70b-h100";
            take(
                    browser.looksLike(1440, 960, "light").open(controller.url()),
                    ".fleet tbody tr",
                    folder,
                    "fleet-light");
            take(browser.looksLike(1440, 960, "dark").open(controller.url()), ".fleet tbody tr", folder, "fleet-dark");
            take(browser.looksLike(1440, 1180, "light").open(variant), ".plot canvas", folder, "variant-light");
            take(browser.looksLike(1440, 1180, "dark").open(variant), ".plot canvas", folder, "variant-dark");
            take(
                    browser.looksLike(375, 812, "light").open(controller.url()),
                    ".fleet tbody tr",
                    folder,
                    "fleet-narrow");
            take(browser.looksLike(375, 812, "dark").open(variant), ".plot canvas", folder, "variant-narrow");
        }
    }

    private static void take(Browser browser, String shown, Path folder, String name) throws Exception {
        try {
            browser.find(shown);
        } catch (RuntimeException e) {
            System.out.println(browser.consoleErrors() + " " + browser.run("return document.body.innerText"));
            Files.write(folder.resolve(name + ".png"), browser.picture());
            throw e;
        }
        browser.run("return document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(done)))");
        Files.write(folder.resolve(name + ".png"), browser.picture());
        for (var error : browser.consoleErrors()) {
            throw new IllegalStateException(name + ": " + error);
        }
    }
}
