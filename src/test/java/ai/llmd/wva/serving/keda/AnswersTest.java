package ai.llmd.wva.serving.keda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.serving.grpc.GrpcFailure;
import ai.llmd.wva.serving.grpc.GrpcStatus;
import ai.llmd.wva.serving.keda.ScaleNumbers.Known;
import ai.llmd.wva.serving.keda.ScaleNumbers.Reading;
import ai.llmd.wva.serving.keda.ScaleNumbers.Undeclared;
import ai.llmd.wva.serving.keda.ScaleNumbers.Unknown;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final ScaledObjectRef LLAMA =
            new ScaledObjectRef("llama-scaler", "prod", Map.of("variant", "llama"));

    private static Answers knowing(Reading reading) {
        return new Answers(new ScaleNumbers() {
            @Override
            public Reading read(String namespace, String name) {
                return namespace.equals("prod") && name.equals("llama") ? reading : new Undeclared();
            }

            @Override
            public void onChange(Runnable listener) {
                throw new AssertionError("answers listen to nobody");
            }
        });
    }

    private static void assertRefused(ThrowingCallable call, GrpcStatus status, String words) {
        assertThatThrownBy(call)
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        GrpcFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(status));
    }

    @Test
    void whatIsDesiredIsTheValueAndActiveIfAnyReplicaIs() {
        assertThat(knowing(new Known(3)).value(new MetricsRequest(LLAMA, "desired-replicas")))
                .isEqualTo(3);
        assertThat(knowing(new Known(3)).active(LLAMA)).isTrue();
        assertThat(knowing(new Known(1)).active(LLAMA)).isTrue();
        assertThat(knowing(new Known(0)).active(LLAMA)).isFalse();
    }

    @Test
    void aVariantThatIsNotThereIsNamed() {
        var elsewhere = new ScaledObjectRef("llama-scaler", "test", Map.of("variant", "llama"));
        assertRefused(
                () -> knowing(new Known(3)).active(elsewhere),
                GrpcStatus.NOT_FOUND,
                "there is no VariantAutoscaling test/llama: the ScaledObject llama-scaler must be in its namespace");
    }

    @Test
    void aNumberThatMayNotBeActedOnIsNone() {
        assertRefused(
                () -> knowing(new Unknown("no leader for 6m")).active(LLAMA),
                GrpcStatus.UNAVAILABLE,
                "no number for prod/llama may be acted on: no leader for 6m");
    }

    @Test
    void aTriggerThatNamesNoVariantIsToldSo() {
        for (var metadata : List.<Map<String, String>>of(Map.of(), Map.of("variant", " "))) {
            assertRefused(
                    () -> knowing(new Known(3)).active(new ScaledObjectRef("llama-scaler", "prod", metadata)),
                    GrpcStatus.INVALID_ARGUMENT,
                    "ScaledObject llama-scaler has no variant");
        }
    }

    @Test
    void noNameThatKubernetesRefusesIsLookedUpOrRepeated() {
        var long254 = "x".repeat(254);
        assertRefused(
                () -> knowing(new Known(3)).active(new ScaledObjectRef("s", "prod", Map.of("variant", long254))),
                GrpcStatus.INVALID_ARGUMENT,
                "longer than 253");
        assertRefused(
                () -> knowing(new Known(3)).active(new ScaledObjectRef("s", long254, Map.of("variant", "llama"))),
                GrpcStatus.INVALID_ARGUMENT,
                "longer than 253");
        assertThatThrownBy(() -> knowing(new Known(3)).value(new MetricsRequest(LLAMA, long254 + "y")))
                .hasMessageNotContaining(long254);
    }

    @Test
    void anotherMetricIsRefused() {
        assertRefused(
                () -> knowing(new Known(3)).value(new MetricsRequest(LLAMA, "queue")),
                GrpcStatus.INVALID_ARGUMENT,
                "there is no metric queue here, only desired-replicas");
    }
}
