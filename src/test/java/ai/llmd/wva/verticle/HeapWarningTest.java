package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWarningTest {
    private static final long MIB = 1 << 20;

    @Test
    void theHeapOfTheInstallationCarriesTwoThousandVariantsAndNotThreeThousand() {
        long heap = Math.round(0.4 * 384 * MIB);

        assertThat(HeapNeed.shortage(2000, heap)).isEmpty();
        assertThat(HeapNeed.shortage(3000, heap)).hasValueSatisfying(shortage -> {
            assertThat(shortage.variants()).isEqualTo(3000);
            assertThat(shortage.heapMiB()).isEqualTo(153);
            assertThat(shortage.neededMiB()).isEqualTo((long) Math.ceil(HeapNeed.mebibytes(3000)));
        });
    }

    @Test
    void theMemoryLimitThatIsNamedIsEnough() {
        var shortage = HeapNeed.shortage(10_000, 100 * MIB).orElseThrow();

        assertThat(HeapNeed.shortage(10_000, (long) (0.4 * shortage.containerMiB() * MIB)))
                .isEmpty();
    }

    @Test
    void warnsAtFirstAndAgainOnlyWhenTheNumberHasGrown() {
        var warning = new HeapWarning(100 * MIB);

        assertThat(warning.check(1000)).isFalse();
        assertThat(warning.check(3000)).isTrue();
        assertThat(warning.check(3001)).isFalse();
        assertThat(warning.check(3400)).isTrue();
    }

    @Test
    void warnsAnewAfterItFitted() {
        var warning = new HeapWarning(100 * MIB);
        warning.check(3000);

        assertThat(warning.check(10)).isFalse();
        assertThat(warning.check(3000)).isTrue();
    }
}
