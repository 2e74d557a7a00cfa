package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
    @Test
    void upToThreeNamesAreShownAndTheOthersCounted() {
        assertThat(NameList.shortened(List.of())).isEmpty();
        assertThat(NameList.shortened(List.of("a", "b", "c"))).isEqualTo("a, b, c");
        assertThat(NameList.shortened(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
    }

    @Test
    void namesMayBeQuoted() {
        assertThat(NameList.quoted(List.of("a", "b", "c", "d"))).isEqualTo("\"a\", \"b\", \"c\" and 1 more");
    }
}
