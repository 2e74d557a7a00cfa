package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class CommandFailedExceptionTest {
    @Test
    void aRefusalOfTheApiServerIsToldInItsOwnWords() {
        var status = new StatusBuilder()
                .withCode(403)
                .withMessage("pods is forbidden: User \"me\" cannot list resource \"pods\"")
                .build();

        assertThat(CommandFailedException.bottom(new KubernetesClientException("Failure executing: GET", 403, status)))
                .isEqualTo("pods is forbidden: User \"me\" cannot list resource \"pods\"");
    }

    @Test
    void aHostWithoutAddressIsNamed() {
        var unknown = new UnknownHostException("Failed to resolve 'kubernetes.default.svc'");
        unknown.initCause(new IOException("Query failed with NXDOMAIN"));

        assertThat(CommandFailedException.bottom(new KubernetesClientException("Operation: [list]", unknown)))
                .isEqualTo("Failed to resolve 'kubernetes.default.svc'");
    }
}
