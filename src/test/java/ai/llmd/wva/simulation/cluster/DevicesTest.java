package ai.llmd.wva.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final double MINUTE = 60_000;

    private final Agenda agenda = new Agenda();
    private int told;

    @Test
    void withoutProvisioningAllDevicesAreThere() {
        var devices = devices(4, 0);

        assertThat(devices.tryTake(3)).isTrue();
        assertThat(devices.tryTake(2)).isFalse();
        assertThat(devices.tryTake(1)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgainAndIsTold() {
        var devices = devices(2, 0);
        devices.tryTake(2);

        devices.release(2);

        assertThat(told).isEqualTo(1);
        assertThat(devices.tryTake(2)).isTrue();
    }

    @Test
    void nodesComeOnceForTheSameNeedAndAfterAWhile() {
        var devices = devices(10, 5 * MINUTE);

        devices.request(4);
        devices.request(4);
        agenda.runUntil(5 * MINUTE - 1);
        assertThat(devices.tryTake(1)).isFalse();
        agenda.runUntil(5 * MINUTE);

        assertThat(told).isEqualTo(1);
        assertThat(devices.tryTake(4)).isTrue();
        assertThat(devices.tryTake(1)).isFalse();
    }

    @Test
    void noMoreNodesComeThanThereAre() {
        var devices = devices(3, MINUTE);

        devices.request(5);
        agenda.runUntil(MINUTE);

        assertThat(devices.tryTake(3)).isTrue();
        assertThat(devices.tryTake(1)).isFalse();
    }

    @Test
    void whatRunsAtTheBeginningHasItsNodes() {
        var devices = devices(3, MINUTE);

        devices.present(2);

        assertThat(devices.tryTake(2)).isTrue();
        assertThat(devices.tryTake(1)).isFalse();
    }

    @Test
    void whatRunsAtTheBeginningHasItsNodesBesideWhatOthersUse() {
        var devices = devices(5, MINUTE);
        devices.present(2);
        devices.tryTake(2);

        devices.present(2);

        assertThat(devices.tryTake(2)).isTrue();
        assertThat(devices.tryTake(1)).isFalse();
    }

    @Test
    void aNodeThatNobodyUsedForTenMinutesIsGivenBack() {
        var devices = devices(2, MINUTE);
        devices.present(2);
        devices.tryTake(2);

        devices.release(1);
        agenda.runUntil(10 * MINUTE - 1);
        assertThat(devices.tryTake(1)).isTrue();
        devices.release(1);
        agenda.runUntil(21 * MINUTE);

        assertThat(devices.tryTake(1)).isFalse();
    }

    @Test
    void aNodeThatComesForNobodyIsGivenBackAfterTenMinutes() {
        var devices = devices(2, MINUTE);

        devices.request(2);
        agenda.runUntil(MINUTE);
        assertThat(devices.tryTake(1)).isTrue();
        agenda.runUntil(11 * MINUTE);

        assertThat(devices.tryTake(1)).isFalse();
    }

    private Devices devices(long limit, double provisioningMillis) {
        return new Devices(agenda, limit, provisioningMillis, () -> told++);
    }
}
