package ai.llmd.wva.signals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointsTest {
    private static Points.Builder two() {
        return new Points.Builder().add(1_000, 1).add(2_000, 2);
    }

    @Test
    void aSampleThatIsNotLaterThanTheLastIsDropped() {
        assertThat(two().add(2_000, 7).add(1_500, 8).build()).isEqualTo(two().build());
    }

    @Test
    void whatIsNoNumberIsDroppedAndRemembered() {
        var builder = two().add(3_000, Double.NaN).add(4_000, Double.POSITIVE_INFINITY);
        assertThat(builder.build()).isEqualTo(two().build());
        assertThat(builder.sawUnusable()).isTrue();
        assertThat(builder.clear().sawUnusable()).isFalse();
    }

    @Test
    void pointsAreEqualByTheirTimesAndValues() {
        var points = two().build();
        assertThat(points).isEqualTo(two().build()).hasSameHashCodeAs(two().build());
        assertThat(points)
                .isNotEqualTo(new Points.Builder().add(1_000, 1).add(2_001, 2).build());
        assertThat(points)
                .isNotEqualTo(new Points.Builder().add(1_000, 1).add(2_000, 3).build());
        assertThat(points).isNotEqualTo("Points");
    }

    @Test
    void theIndexAtATimeIsThatOfTheLastSampleUntilThen() {
        var points = two().build();
        assertThat(points.indexAt(999)).isEqualTo(-1);
        assertThat(points.indexAt(1_000)).isZero();
        assertThat(points.indexAt(1_999)).isZero();
        assertThat(points.indexAt(5_000)).isEqualTo(1);
    }
}
