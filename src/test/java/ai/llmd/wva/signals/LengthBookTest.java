package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LengthBookTest {
    private static final Variant VARIANT = variant("v", running());

    private static LengthSample sample(boolean prompts, double bound, double growth) {
        return new LengthSample(PodFleets.NAMESPACE, PodFleets.MODEL, prompts, bound, growth);
    }

    /** So many requests of 15 tokens and so many of 150. */
    private static List<LengthSample> prompts(double few, double many) {
        return List.of(
                sample(true, 10, 0),
                sample(true, 20, few),
                sample(true, 100, few),
                sample(true, 200, few + many),
                sample(true, Double.POSITIVE_INFINITY, few + many),
                sample(true, Double.NaN, 15 * few + 150 * many));
    }

    private static double input(LengthBook book) {
        return book.of(VARIANT).ofInput().orElse(-1);
    }

    @Test
    void aHundredRequestsMustBeKnown() {
        assertThat(input(LengthBook.EMPTY)).isEqualTo(-1);
        var few = LengthBook.EMPTY.with(prompts(99, 0), NOW);
        assertThat(input(few)).isEqualTo(-1);
        assertThat(input(few.with(prompts(5, 0), NOW.plusSeconds(60)))).isBetween(0.0, 0.1);
        assertThat(few.with(prompts(5, 0), NOW.plusSeconds(60)).of(VARIANT).ofOutput())
                .isEmpty();
    }

    @Test
    void whatCameLongAgoCountsLess() {
        // half of each: 0.67
        var both = LengthBook.EMPTY.with(prompts(1000, 1000), NOW);
        assertThat(input(both)).isBetween(0.6, 0.8);
        assertThat(input(both.with(prompts(1000, 0), NOW.plusSeconds(600)))).isGreaterThan(input(both));
        assertThat(input(both.with(prompts(1000, 0), NOW.plusSeconds(36_000)))).isLessThan(0.1);
    }

    @Test
    void promptsAndAnswersMayBeToldOneAfterTheOther() {
        var answers = new ArrayList<LengthSample>();
        for (var prompt : prompts(500, 500)) {
            answers.add(sample(false, prompt.upperBound(), prompt.growth()));
        }
        var book = LengthBook.EMPTY.with(prompts(1000, 0), NOW).with(answers, NOW);
        assertThat(input(book)).isBetween(0.0, 0.1);
        assertThat(book.of(VARIANT).ofOutput().orElseThrow()).isBetween(0.6, 0.8);
    }

    @Test
    void serversOfUnlikeLongestSequencesAreAddedUp() {
        var samples = new ArrayList<>(prompts(1000, 0));
        // of servers whose buckets end at 20
        samples.addAll(List.of(
                sample(true, 10, 0),
                sample(true, 20, 1000),
                sample(true, Double.POSITIVE_INFINITY, 1000),
                sample(true, Double.NaN, 15_000)));
        assertThat(input(LengthBook.EMPTY.with(samples, NOW))).isBetween(0.0, 0.1);
    }

    @Test
    void modelsThatNobodyServesAreForgotten() {
        var book = LengthBook.EMPTY.with(prompts(1000, 0), NOW);
        assertThat(book.keeping(List.of(VARIANT))).isSameAs(book);
        assertThat(input(book.keeping(List.of()))).isEqualTo(-1);
    }
}
