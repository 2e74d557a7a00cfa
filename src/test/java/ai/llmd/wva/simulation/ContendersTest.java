package ai.llmd.wva.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.simulation.contender.SweptContender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ContendersTest {
    private static final Path DOCS = Path.of(System.getProperty("wva.basedir", "."), "docs", "decision-quality.md");

    @Test
    void eachIsFoundByItsName() {
        for (var contender : Contenders.all()) {
            assertThat(Contenders.named(contender.name())).isEqualTo(contender);
        }
        assertThat(Contenders.named("static-12").name()).isEqualTo("static-12");
        assertThat(Contenders.names()).doesNotHaveDuplicates().contains("static-N", "static-in-hindsight", "oracle");
    }

    @Test
    void aSweptParameterIsSetByTheName() {
        assertThat(Contenders.named("keda-slo@0.7").name()).isEqualTo("keda-slo@0.7");
        assertThatThrownBy(() -> Contenders.named("keda-slo@much"))
                .hasMessage("\"much\" is no number: keda-slo@NUMBER sets its up (down goes with it)");
        assertThatThrownBy(() -> Contenders.named("static-mean@2")).hasMessageContaining("no parameter to vary");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestAndWithAll() {
        assertThatThrownBy(() -> Contenders.named("keda-sl"))
                .hasMessageContaining("there is no policy \"keda-sl\"; did you mean \"keda-slo\"? There are wva, ")
                .hasMessageContaining("keda-tokens");
        assertThatThrownBy(() -> Contenders.named("best"))
                .hasMessageStartingWith("there is no policy \"best\". There are wva, ");
    }

    @Test
    void everySweepHasItsOwnValueAndAscends() {
        for (var contender : Contenders.all()) {
            if (contender instanceof SweptContender swept) {
                var values = swept.sweep();
                assertThat(values).as(contender.name()).hasSizeBetween(3, 5).isSorted();
                assertThat(values.stream().map(value -> swept.at(value).name()))
                        .contains(contender.name())
                        .doesNotHaveDuplicates();
                assertThat(contender.description().swept()).isNotEmpty();
            }
        }
    }

    @Test
    void theDocumentationHasThemAllAsTheyAre() throws IOException {
        var rows = new ArrayList<String>();
        Contenders.descriptions()
                .forEach((name, contender) -> rows.add("| `" + name + "` | " + contender.formula() + " | "
                        + contender.parameters() + " | " + contender.swept() + " | " + contender.source() + " |"));

        assertThat(Files.readAllLines(DOCS)).containsSubsequence(rows);
    }
}
