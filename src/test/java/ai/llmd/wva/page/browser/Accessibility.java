package ai.llmd.wva.page.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules of axe-core, asked inside a page. */
final class Accessibility {
    private static final String RUN = """
        const done = arguments[arguments.length - 1];
        axe.run(document, {resultTypes: ['violations']}).then(
            found => done(found.violations.map(each => each.id + ': ' + each.help + ' '
                + each.nodes.slice(0, 3).map(node => node.html + ' ' + node.any.map(a => a.message)).join('; '))),
            failed => done(['axe failed: ' + failed]));
        """;

    private Accessibility() {}

    /** What a page does wrong, in words. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Browser browser) {
        browser.run(script());
        return (List<String>) browser.driver().executeAsyncScript(RUN);
    }

    private static String script() {
        try (var file = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
