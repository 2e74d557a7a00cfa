package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixesTest {
    @Test
    void aSmallReplicaCarriesWhatWholeLargeOnesLeave() {
        var mixture = mixture(23, kind("A100", 10, 40), kind("L4", 2, 9));

        var cheapest = Mixes.cheapest(mixture).orElseThrow();

        assertThat(cheapest.parts()).containsExactly(part("A100", 2, 40), part("L4", 2, 9));
        assertThat(cheapest.value()).isEqualTo(98);
        assertThat(cheapest.name()).isEqualTo("A100+L4");
    }

    @Test
    void anIngredientWithoutReplicasIsNoPart() {
        var mixture = mixture(20, kind("A100", 10, 40), kind("L4", 2, 9));

        assertThat(Mixes.cheapest(mixture).orElseThrow().parts()).containsExactly(part("A100", 2, 40));
    }

    @Test
    void minimaAreKeptAlsoWhereTheyAreNotNeeded() {
        var mixture = mixture(10, kind("A100", 10, 40), kind("L4", 2, 9, 3, 9));

        var cheapest = Mixes.cheapest(mixture).orElseThrow();

        assertThat(cheapest.parts()).containsExactly(part("L4", 5, 9));
    }

    @Test
    void maximaAreKept() {
        var mixture = mixture(10, kind("A100", 10, 40), kind("L4", 10, 9, 0, 0));

        assertThat(Mixes.cheapest(mixture).orElseThrow().parts()).containsExactly(part("A100", 1, 40));
    }

    @Test
    void thereIsNoMixWhereAllMaximaDoNotReachTheRate() {
        var mixture = mixture(31, kind("A100", 10, 40, 0, 2), kind("L4", 2, 9, 0, 5));

        assertThat(Mixes.cheapest(mixture)).isEmpty();
        assertThat(Mixes.demand("a", 1, mixture)).isEmpty();
    }

    @Test
    void newcomersWeighMore() {
        var staying = new Mixture.Ingredient(part("A100", 0, 40), 10, 0, 99, 3, 0.5);
        var newcomer = new Mixture.Ingredient(part("H100", 0, 30), 10, 0, 99, 0, 0.5);

        var cheapest = Mixes.cheapest(mixture(40, staying, newcomer)).orElseThrow();

        // three stay at 40; the fourth weighs 60 as an A100, 45 as an H100
        assertThat(cheapest.parts()).containsExactly(part("A100", 3, 40), part("H100", 1, 30));
        assertThat(cheapest.value()).isEqualTo(165);
        assertThat(cheapest.costCentsPerHour()).isEqualTo(150);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 3", "0.7, 7", "1.1, 21", "3.3, 1000"})
    void roundingAddsNoReplica(double ratePerReplica, int replicas) {
        double rate = 0;
        for (int i = 0; i < replicas; i++) {
            rate += ratePerReplica;
        }

        var cheapest =
                Mixes.cheapest(mixture(rate, kind("A100", ratePerReplica, 40))).orElseThrow();

        assertThat(cheapest.parts()).containsExactly(part("A100", replicas, 40));
    }

    @Test
    void theChoicesAreTheBestEachAloneAndSplitsOfTwoOnlyUndominatedOnes() {
        var mixture = mixture(23, kind("A100", 10, 40), kind("L4", 2, 9));

        var demand = Mixes.demand("a", 2, mixture).orElseThrow();

        assertThat(demand.name()).isEqualTo("a");
        assertThat(demand.priority()).isEqualTo(2);
        assertThat(demand.mixture()).contains(mixture);
        assertThat(demand.choices())
                .extracting(
                        choice -> choice.parts().stream().map(Part::replicas).toList())
                .containsExactly(List.of(2, 2), List.of(1, 7), List.of(12), List.of(3));
    }

    @Test
    void theListStaysShortWhereReplicasAreMany() {
        var mixture = mixture(
                1_000_000,
                kind("A100", 10, 40),
                kind("H100", 29, 100),
                kind("L4", 2, 9),
                kind("G2", 6, 23),
                kind("L40S", 4, 15));

        var demand = Mixes.demand("a", 1, mixture).orElseThrow();

        assertThat(demand.choices()).hasSizeBetween(50, 800);
        assertThat(demand.choices().get(0)).isEqualTo(Mixes.cheapest(mixture).orElseThrow());
    }

    @Test
    void noMixIsCheaperThanTheCheapestNorLessThanItsBound() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            var mixture = RandomMixtures.random(random, 3);
            var all = RandomMixtures.all(mixture);

            var cheapest = Mixes.cheapest(mixture);

            assertThat(cheapest.isPresent()).isEqualTo(!all.isEmpty());
            cheapest.ifPresent(choice -> assertThat(choice.value())
                    .isCloseTo(all.stream().mapToDouble(Choice::value).min().orElseThrow(), within(1e-9)));
        }
    }

    @Test
    void aSearchThatIsCutShortStillKnowsABound() {
        var random = new SplittableRandom(6);
        for (int i = 0; i < 500; i++) {
            var mixture = RandomMixtures.random(random, 4);
            var best = MixSearch.cheapest(mixture, 1, new double[4], 1_000_000);

            var cut = MixSearch.cheapest(mixture, 1, new double[4], 3);

            if (best.exists()) {
                assertThat(cut.exists()).isTrue();
                assertThat(cut.price).isGreaterThanOrEqualTo(best.price - 1e-9);
                assertThat(cut.bound).isLessThanOrEqualTo(best.price + 1e-9);
            }
        }
    }

    @Test
    void allMixesUpToAPriceAreListed() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            var mixture = RandomMixtures.random(random, 3);
            double price = Mixes.cheapest(mixture).map(Choice::value).orElse(0.0) * 1.3;

            var listed = MixSearch.upTo(price, 10_000, mixture, 1, new double[3], 1_000_000).orElseThrow().stream()
                    .map(replicas -> Mixes.choice(mixture, replicas))
                    .toList();

            for (var choice : RandomMixtures.all(mixture)) {
                if (choice.value() <= price - 1e-9) {
                    assertThat(listed).as("as good as %s", choice).anyMatch(found -> isAsGood(found, choice));
                }
            }
        }
    }

    private static boolean isAsGood(Choice found, Choice wanted) {
        return found.value() <= wanted.value() + 1e-9
                && found.parts().stream()
                        .allMatch(part -> wanted.parts().stream()
                                .anyMatch(more -> more.accelerator().equals(part.accelerator())
                                        && more.replicas() >= part.replicas()));
    }

    private static Mixture mixture(double rate, Mixture.Ingredient... ingredients) {
        return new Mixture(rate, List.of(ingredients));
    }

    private static Mixture.Ingredient kind(String type, double rate, double cost) {
        return kind(type, rate, cost, 0, Integer.MAX_VALUE);
    }

    private static Mixture.Ingredient kind(String type, double rate, double cost, int minimum, int maximum) {
        return new Mixture.Ingredient(part(type, 0, cost), rate, minimum, maximum, 0, 0);
    }
}
