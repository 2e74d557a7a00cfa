package ai.llmd.wva.simulation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLedgerTest {
    private final RequestLedger ledger = new RequestLedger();

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, 256, 65_535})
    void aRequestIsOfItsModelHoweverManyThereAre(int model) {
        assertThat(ledger.model(ledger.add(0, model, 1, 1))).isEqualTo(model);
    }

    @Test
    void aRequestThatBeganIsNotServed() {
        int index = ledger.add(0, 0, 1, 1);

        ledger.began(index, 10);

        assertThat(ledger.ttftMillis(index)).isEqualTo(10);
        assertThat(ledger.meets(index, 100, 100)).isFalse();
        assertThat(ledger.endedMillis(index)).isNaN();
    }
}
