package ai.llmd.wva.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.LearnedProfile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From what learning begins: from the status of a run before, or from nothing. */
class ProfileBeginningsTest {
    private static final TrueReplica TRUE = new TrueReplica(18, 0.14, 0.06);

    private final Learning learning = new Learning();

    @Test
    void itGoesOnFromTheStatusAfterARestart() {
        var variant = TrueReplica.variant(TRUE.declared(0.7, 0.7, 0.7));
        var before = learning.learn(variant, TRUE, 30, Learning::varied, i -> 1);
        var restarted = variant.withAccelerators(variant.acceleratorOptions().withLearned(Optional.of(before.shown())));

        var after = learning.learn(Optional.empty(), restarted, TRUE.at(0, 1)).orElseThrow();

        assertThat(after.profile().samples()).isEqualTo(30);
        assertThat(TRUE.asMultiple(after.inUse().orElseThrow(), 2)).isEqualTo(1, within(0.04));
    }

    @Test
    void withoutAProfileOneLoadIsNotEnough() {
        var known = learning.learn(TrueReplica.variant(), TRUE, 60, i -> Learning.ALIKE, i -> 1);

        assertThat(known.inUse()).isEmpty();
        assertThat(known.oneLoad()).isTrue();
        assertThat(known.profile().confidence()).isBetween(0.0, 0.4);
    }

    @Test
    void withoutAProfileItIsLearnedFromLoadsThatDiffer() {
        var noise = new SplittableRandom(6);

        var known = learning.learn(
                TrueReplica.variant(), TRUE, 30, Learning::varied, i -> 0.99 + 0.02 * noise.nextDouble());

        assertThat(TRUE.asMultiple(known.inUse().orElseThrow(), 3.6)).isEqualTo(1, within(0.03));
        assertThat(TRUE.asMultiple(known.inUse().orElseThrow(), 0.6)).isEqualTo(1, within(0.05));
        assertThat(known.oneLoad()).isFalse();
    }

    @Test
    void withoutAProfileItGoesOnFromTheStatusToo() {
        var before = learning.learn(TrueReplica.variant(), TRUE, 30, Learning::varied, i -> 1);
        var restarted = TrueReplica.variant()
                .withAccelerators(new AcceleratorOptions(
                        Optional.of("A100"),
                        List.of(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.of(before.shown())));

        var after = learning.learn(Optional.empty(), restarted, TRUE.at(0, 1)).orElseThrow();

        assertThat(TRUE.asMultiple(after.inUse().orElseThrow(), 2)).isEqualTo(1, within(0.05));
    }

    @Test
    void aStatusThatTellsNothingIsNoBeginning() {
        var empty =
                new LearnedProfile("A100", 18, 0.1, OptionalDouble.empty(), 0, 0, Optional.empty(), Optional.empty());
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        var restarted = variant.withAccelerators(variant.acceleratorOptions().withLearned(Optional.of(empty)));

        assertThat(learning.learn(Optional.empty(), restarted, TRUE.at(0, 1))
                        .orElseThrow()
                        .hasBegun())
                .isFalse();
    }

    @Test
    void aStatusOfFewNumbersIsABeginning() {
        var flat =
                new LearnedProfile("A100", 18, 0, OptionalDouble.empty(), 30, 0.9, Optional.empty(), Optional.empty());
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        var restarted = variant.withAccelerators(variant.acceleratorOptions().withLearned(Optional.of(flat)));

        var known = learning.learn(Optional.empty(), restarted, TRUE.at(0, 1)).orElseThrow();

        assertThat(known.times().alphaMillis()).isEqualTo(18, within(0.5));
        assertThat(known.profile().samples()).isEqualTo(30);
    }
}
