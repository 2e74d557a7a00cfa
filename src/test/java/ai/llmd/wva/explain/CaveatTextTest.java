package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Caveat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaveatTextTest {
    @Test
    void podsAreNamedUpToThree() {
        assertThat(CaveatText.of(new Caveat.StuckPods(List.of("a"))))
                .isEqualTo("pod a is stuck: requests make no progress, so the capacity does not count");
        assertThat(CaveatText.of(new Caveat.SilentPods(List.of("a", "b", "c", "d"))))
                .isEqualTo("pods a, b, c and 1 more are ready without any series: counted as idle");
    }

    @Test
    void severalAreJoined() {
        assertThat(CaveatText.of(List.of(new Caveat.BatchLimit(256, 64), new Caveat.GatewayQueue(false))))
                .isEqualTo(
                        "maxBatchSize of the profile is 256, but the engine admits 64; requests wait in the gateway");
        assertThat(CaveatText.of(List.of())).isEmpty();
    }

    @Test
    void everyKindHasWordsOfItsOwn() {
        var kinds = List.of(
                new Caveat.StuckPods(List.of("a")),
                new Caveat.SilentPods(List.of("a")),
                new Caveat.RepeatedPages(List.of("a")),
                new Caveat.InputTokensNotExported(),
                new Caveat.NoOutputTokens(),
                new Caveat.StartedLengths(),
                new Caveat.HiddenDemand(),
                new Caveat.UnevenQueue(),
                new Caveat.QueueNotExported(),
                new Caveat.BatchLimit(2, 1),
                new Caveat.GatewayQueue(true),
                new Caveat.GatewayQueue(false),
                new Caveat.PartialAnswer("x"));

        assertThat(kinds.stream().map(CaveatText::of)).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(Caveat.class.getPermittedSubclasses())
                .allMatch(kind -> kinds.stream().anyMatch(kind::isInstance));
    }
}
