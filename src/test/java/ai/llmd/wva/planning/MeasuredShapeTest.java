package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.queueing.RequestShape;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasuredShapeTest {
    /** Prompts of 20 tokens. */
    private static Load load(double requestsPerMinute, double variability, double computedTokens) {
        return Fleets.load(requestsPerMinute, 178)
                .withVariability(OptionalDouble.of(variability), OptionalDouble.of(2 * variability))
                .withComputedInputTokens(computedTokens);
    }

    @Test
    void whatIsNotMeasuredIsTakenForWhatCostsMore() {
        assertThat(MeasuredShape.of(20, 178, Fleets.load(60, 178))).isEqualTo(new RequestShape(20, 178));
    }

    @Test
    void whatIsMeasuredCountsAndLengthsOfLongerAgoKeepTheirShareOfTheCache() {
        assertThat(MeasuredShape.of(40, 178, load(60, 0.3, 5))).isEqualTo(new RequestShape(40, 178, 0.6, 0.3, 10, 1));
    }

    @Test
    void severalLoadsCountByWhatReachesThem() {
        var shape = MeasuredShape.of(20, 178, List.of(load(30, 0.4, 20), load(90, 0.8, 4), Fleets.load(0, 178)));

        assertThat(shape.inputVariability()).isCloseTo(0.7, within(1e-9));
        assertThat(shape.outputVariability()).isCloseTo(1.4, within(1e-9));
        assertThat(shape.computedTokens()).isCloseTo(8, within(1e-9));
    }

    @Test
    void aLoadThatDoesNotTellComputesItsPrompts() {
        var shape = MeasuredShape.of(20, 178, List.of(load(60, 0.4, 10), Fleets.load(60, 178)));

        assertThat(shape.inputVariability()).isEqualTo(0.4);
        assertThat(shape.computedTokens()).isCloseTo(15, within(1e-9));
    }
}
