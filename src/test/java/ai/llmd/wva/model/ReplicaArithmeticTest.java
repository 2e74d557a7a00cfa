package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaArithmeticTest {
    @ParameterizedTest
    @CsvSource({"0, 0.5, 0", "0.4, 0.5, 1", "0.5, 0.5, 1", "0.51, 0.5, 2", "1e12, 1e-6, 2147483647"})
    void asFewAsCarryTheRate(double rate, double perReplica, int replicas) {
        assertThat(ReplicaArithmetic.fewest(rate, perReplica)).isEqualTo(replicas);
    }

    @Test
    void roundingAddsNoReplica() {
        double third = 0.1;
        assertThat(third * 3 / third).isGreaterThan(3);
        assertThat(ReplicaArithmetic.fewest(third * 3, third)).isEqualTo(3);
    }
}
