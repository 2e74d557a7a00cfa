package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's own functions, asked in the browser: numbers, times, words, marks. */
class PageModulesIT extends PageSession {
    @BeforeEach
    void openThePage() throws Exception {
        openUsual("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "format; rate; [12.44]; 12.4/s",
                "format; rate; [0.0351]; 0.035/s",
                "format; rate; [1240.4]; 1,240/s",
                "format; rate; [0]; 0/s",
                "format; rate; [null]; –",
                "format; millis; [412.4]; 412 ms",
                "format; millis; [31.42]; 31.4 ms",
                "format; millis; [80]; 80 ms",
                "format; millis; [1240]; 1.24 s",
                "format; millis; [12000]; 12 s",
                "format; millis; [123456]; 123 s",
                "format; millis; []; –",
                "format; perHour; [320]; $3.20/h",
                "format; dollars; [-1550]; −$15.50",
                "format; dollars; [123456789]; $1,234,568",
                "format; duration; [89]; 89 s",
                "format; duration; [240]; 4 min",
                "format; duration; [12000]; 3 h 20 min",
                "format; duration; [187200]; 2 d 4 h",
                "format; withLimit; ['412 ms', '500 ms']; 412,/ 500 ms",
                "format; withLimit; ['944 ms', '1.50 s']; 944 ms,/ 1.5 s",
                "format; precise; [0.138907]; 0.139",
                "words; constraint; ['HIDDEN_DEMAND']; clients give up",
                "words; reason; ['OutOfLuck']; Out of luck",
                "words; movement; [{current: 3, ready: 2, desired: 5}]; 1 starting, 2 to come",
                "words; movement; [{current: 3, ready: 3, desired: 1}]; 2 to go",
                "pips; marks; [{current: 4, ready: 2, desired: 3}]; ready,ready,starting,leaving",
                "pips; marks; [{current: 1, ready: 1, desired: 2}]; ready,wanted",
                "pips; replicasText; [{current: 1, ready: 1, desired: null}]; 1 → 1 → ?",
                "spark; sparkPath; [[0, 10], 2]; M0.0 20.0L72.0 2.0",
                "spark; sparkPath; [[1, null, 1], 3]; M0.0 2.0M72.0 2.0",
            })
    void aFunctionAnswers(String module, String function, String arguments, String expected) {
        var said = browser()
                .driver()
                .executeAsyncScript(
                        """
                        const [file, name, values, done] = arguments;
                        import(new URL('assets/' + file + '.js', location).href)
                            .then(module => done(String(module[name](...values))))
                            .catch(failed => done(String(failed)));
                        """,
                        module,
                        function,
                        new JsonArray(arguments.replace('\'', '"').replaceAll("(\\w+):", "\"$1\":")).getList());
        assertThat(String.valueOf(said).replace('\u00a0', ' ')).isEqualTo(expected);
    }
}
