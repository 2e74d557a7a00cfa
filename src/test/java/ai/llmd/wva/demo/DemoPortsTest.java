package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoPortsTest {
    @Test
    void allAreDifferentAndTheOneThatIsWantedIsKept() throws Exception {
        var any = DemoPorts.find(0);

        assertThat(Set.of(any.page(), any.metrics(), any.probes())).hasSize(3);
        assertThat(DemoPorts.find(any.page()).page()).isEqualTo(any.page());
    }

    @Test
    void oneThatIsTakenIsRefused() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> DemoPorts.find(taken.getLocalPort())).isInstanceOf(BindException.class);
        }
    }
}
