package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static String number(double value) {
        return new Sentence().number(value).end();
    }

    @Test
    void numbersHaveTwoDecimalsAsTheFormatOfTheLanguageWritesThem() {
        var random = new Random(7);
        for (int trial = 0; trial < 10_000; trial++) {
            double value = Math.pow(10, random.nextDouble() * 12 - 3);
            assertThat(Double.parseDouble(number(value)))
                    .isCloseTo(Double.parseDouble(String.format(Locale.ROOT, "%.2f", value)), within(value * 1e-15));
        }
        assertThat(number(0)).isEqualTo("0.00");
        assertThat(number(0.05)).isEqualTo("0.05");
        assertThat(number(25.31145)).isEqualTo("25.31");
        assertThat(number(99.999)).isEqualTo("100.00");
        assertThat(number(1e20)).isEqualTo("100000000000000000000.00");
        assertThat(number(Double.NaN)).isEqualTo("NaN");
        assertThat(number(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    }

    @Test
    void oneReplicaIsNotReplicas() {
        assertThat(new Sentence().replicas(1).end()).isEqualTo("1 replica");
        assertThat(new Sentence().replicas(0).end()).isEqualTo("0 replicas");
        assertThat(new Sentence().replicas(2).end()).isEqualTo("2 replicas");
    }

    @Test
    void durationsReadAsInConfiguration() {
        assertThat(Sentence.duration(Duration.ofSeconds(90))).isEqualTo("1m30s");
    }

    @Test
    void aThresholdSaysHowFarItIsUnlessTheLoadIsPastIt() {
        var text = new Sentence();
        assertThat(ThresholdText.above(text, 2, 1).end()).isEqualTo("above 120.00 requests/min (100 % more load)");
        assertThat(ThresholdText.atMost(text, 0.5, 1).end())
                .isEqualTo("at 30.00 requests/min or less (50 % less load)");
        assertThat(ThresholdText.atMost(text, 2, 1).end()).isEqualTo("at 120.00 requests/min or less");
        assertThat(text.isEmpty()).isTrue();
    }
}
