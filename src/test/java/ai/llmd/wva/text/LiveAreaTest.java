package ai.llmd.wva.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAreaTest {
    private final StringWriter written = new StringWriter();

    private LiveArea area(boolean terminal) {
        return new LiveArea(new PrintWriter(written), terminal);
    }

    private String taken() {
        var text = written.toString().replace(System.lineSeparator(), "\n");
        written.getBuffer().setLength(0);
        return text;
    }

    @Test
    void drawsInPlaceOfWhatItDrewBefore() {
        var area = area(true);
        area.draw(List.of("one", "two"));
        assertThat(taken()).isEqualTo("\u001b[?7lone\ntwo\n\u001b[?7h");

        area.draw(List.of("three"));
        assertThat(taken()).isEqualTo("\u001b[?7l\u001b[2A\r\u001b[Jthree\n\u001b[?7h");
    }

    @Test
    void whatIsSaidStaysAboveWhatIsDrawn() {
        var area = area(true);
        area.draw(List.of("table"));
        taken();
        area.say("news");

        assertThat(taken()).isEqualTo("\u001b[1A\r\u001b[Jnews\n\u001b[?7ltable\n\u001b[?7h");
    }

    @Test
    void whatWasLeftIsNotTouchedAgain() {
        var area = area(true);
        area.draw(List.of("table"));
        area.leave();
        taken();
        area.say("after");

        assertThat(taken()).startsWith("after\n");
    }

    @Test
    void withoutATerminalOnlyWhatStaysIsPrinted() {
        var area = area(false);
        area.draw(List.of("table"));
        area.say("news");
        area.say("more");

        assertThat(taken()).isEqualTo("news\nmore\n");
    }
}
