package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.metrics.SeriesNaming;
import ai.llmd.wva.metrics.prometheus.Pages.Page;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final int MAX_PODS = 1000;
    private static final int MAX_NAME_CHARS = 2500;

    private static List<Page> pages(List<Variant> variants) {
        return new Pages(SeriesConfiguration.defaults()).of(PodFleets.of(variants.toArray(Variant[]::new)));
    }

    private static TargetState.Found pods(String name, int count) {
        var pods = new PodInfo[count];
        for (var i = 0; i < count; i++) {
            pods[i] = ready(name + "-" + i, 500);
        }
        return running(pods);
    }

    private static List<Variant> fleet(int count, int pods, int namespaces, int models) {
        var variants = new ArrayList<Variant>();
        for (var i = 0; i < count; i++) {
            var name = "v%05d".formatted(i);
            variants.add(variant("ns-" + i % namespaces, name, "model-" + i % models, pods(name, pods)));
        }
        return variants;
    }

    private static int podsOf(Page page) {
        return page.variants().stream()
                .mapToInt(one -> ((TargetState.Found) one.target()).pods().size())
                .sum();
    }

    private static int charsOf(Page page) {
        var names = new ArrayList<>(page.namespaces());
        names.addAll(page.models());
        return String.join("|", names).length();
    }

    @Test
    void anEmptyFleetHasNoPages() {
        assertThat(pages(List.of())).isEmpty();
    }

    @Test
    void aSmallFleetIsOnePage() {
        var variants = fleet(20, 3, 4, 5);
        assertThat(pages(variants)).singleElement().satisfies(page -> {
            assertThat(page.variants()).containsExactlyInAnyOrderElementsOf(variants);
            assertThat(page.namespaces()).containsExactly("ns-0", "ns-1", "ns-2", "ns-3");
            assertThat(page.models()).containsExactly("model-0", "model-1", "model-2", "model-3", "model-4");
        });
    }

    @Test
    void aPageHasSoManyPodsAtMost() {
        assertThat(pages(fleet(300, 10, 5, 300))).hasSize(3).allMatch(page -> podsOf(page) == MAX_PODS);
    }

    @Test
    void aPageHasNamesOfSoManyCharactersAtMost() {
        var variants = new ArrayList<Variant>();
        for (var i = 0; i < 20; i++) {
            variants.add(variant("llm", "v" + i, "m".repeat(500) + i, pods("v" + i, 1)));
        }
        assertThat(pages(variants)).hasSize(5).allMatch(page -> charsOf(page) <= MAX_NAME_CHARS);
    }

    @Test
    void variantsOfOneModelAndNamespaceStayTogetherHoweverManyPodsTheyHave() {
        var variants = fleet(3, 900, 1, 1);
        variants.add(variant("ns-0", "another", "other", pods("another", 900)));
        assertThat(pages(variants)).extracting(page -> page.variants().size()).containsExactlyInAnyOrder(3, 1);
    }

    @Test
    void aVariantWithoutPodsCountsAsOne() {
        var variants = new ArrayList<Variant>();
        for (var i = 0; i < MAX_PODS + 1; i++) {
            variants.add(variant("llm", "v" + i, "m" + i % 300, i % 2 == 0 ? running() : new TargetState.Missing("?")));
        }
        assertThat(pages(variants)).hasSize(2);
    }

    @Test
    void theOtherNamesOfAModelAreAskedForToo() {
        var series = new SeriesNaming()
                .model("m", "alias", "lora")
                .model("else", "x")
                .configuration();
        var page = new Pages(series)
                .of(PodFleets.of(variant("llm", "v", "m", running())))
                .get(0);
        assertThat(page.models()).containsExactly("alias", "lora", "m");
    }

    @Test
    void tenThousandVariantsAreOnPagesOfBoundedSizeEachOnce() {
        var variants = fleet(10_000, 5, 50, 333);
        var pages = pages(variants);
        assertThat(pages)
                .hasSizeBetween(50, 100)
                .allMatch(page -> podsOf(page) <= MAX_PODS && charsOf(page) <= MAX_NAME_CHARS);
        var seen = new HashSet<Variant>();
        pages.forEach(
                page -> page.variants().forEach(one -> assertThat(seen.add(one)).isTrue()));
        assertThat(seen).hasSize(10_000);
    }
}
