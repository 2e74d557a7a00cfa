package ai.llmd.wva.page.browser;

import ai.llmd.wva.fixture.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a profile of its own. */
final class Browser implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Where Chromium or its driver is missing the calling test is aborted. */
    static Browser start() {
        var chromium = program("chromium");
        var chromedriver = program("chromedriver");
        try {
            var profile = Files.createTempDirectory("wva-page");
            var service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(chromedriver.toFile())
                    .usingAnyFreePort()
                    .build();
            return new Browser(profile, new ChromeDriver(service, options(chromium, profile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program(String name) {
        return Binaries.onPath(name)
                .or(() -> Optional.of(Path.of("/usr/bin", name)).filter(Files::isExecutable))
                .orElseThrow(() -> Binaries.missing(
                        "There is no " + name + ": the page is tested in Debian's chromium with chromium-driver."));
    }

    private static ChromeOptions options(Path chromium, Path profile) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        return options;
    }

    /** How wide the page is, in which scheme; a reload is not needed. */
    Browser looksLike(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    Browser open(String url) {
        driver.get("about:blank");
        consoleErrors();
        driver.get(url);
        return this;
    }

    /** What the console has said since this was last asked, from warnings on. */
    List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement find(String selector) {
        return until(selector + " is there", () -> all(selector).stream().findFirst());
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The text that is seen of the first such element. */
    String text(String selector) {
        return find(selector).getText();
    }

    /** Waits until the text of an element contains something. */
    void untilText(String selector, String part) {
        Awaitility.await(selector + " says " + part)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> text(selector).contains(part));
    }

    void untilCount(String selector, int count) {
        Awaitility.await(count + " of " + selector)
                .atMost(PATIENCE)
                .until(() -> all(selector).size() == count);
    }

    <T> T until(String what, Supplier<Optional<T>> found) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(found::get, Optional::isPresent)
                .orElseThrow();
    }

    /** The value of a script. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
