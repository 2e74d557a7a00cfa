package ai.llmd.wva.serving.keda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.desired.NumberBook;
import ai.llmd.wva.serving.desired.Trust;
import ai.llmd.wva.serving.desired.WrittenNumber;
import ai.llmd.wva.serving.grpc.GrpcFailure;
import ai.llmd.wva.serving.grpc.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final VariantId ID = new VariantId("prod", "llama");
    private static final ScaledObjectRef LLAMA = of("prod", "llama");

    private static ScaledObjectRef of(String namespace, String variant) {
        return new ScaledObjectRef("llama-scaler", namespace, Map.of("variant", variant));
    }

    /** A standby whose leader wrote that number into status; none if it is empty. */
    private static Answers knowing(OptionalInt desired) {
        var book = unread(desired);
        book.declared(Fleets.fleet(Fleets.variant(ID, 1)));
        return new Answers(book);
    }

    private static Answers knowing(int desired) {
        return knowing(OptionalInt.of(desired));
    }

    private static NumberBook unread(OptionalInt desired) {
        return new NumberBook(
                new Trust(() -> false, () -> Optional.of(Duration.ZERO), Duration.ofMinutes(5)),
                id -> desired.isPresent()
                        ? Optional.of(
                                new WrittenNumber("uid-llama", "A100", desired.getAsInt(), Optional.empty(), true))
                        : Optional.empty());
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
        assertThat(knowing(3).value(new MetricsRequest(LLAMA, "desired-replicas")))
                .isEqualTo(3);
        assertThat(knowing(3).active(LLAMA)).isTrue();
        assertThat(knowing(1).active(LLAMA)).isTrue();
        assertThat(knowing(0).active(LLAMA)).isFalse();
    }

    @Test
    void aVariantThatIsNotThereIsNamed() {
        var elsewhere = of("test", "llama");
        assertRefused(
                () -> knowing(3).active(elsewhere),
                GrpcStatus.NOT_FOUND,
                "there is no VariantAutoscaling test/llama: the ScaledObject llama-scaler must be in its namespace");
    }

    @Test
    void aNumberThatMayNotBeActedOnIsNone() {
        assertRefused(
                () -> knowing(OptionalInt.empty()).active(LLAMA),
                GrpcStatus.UNAVAILABLE,
                "no number of prod/llama is available now");
        assertRefused(
                () -> new Answers(unread(OptionalInt.of(3))).active(LLAMA),
                GrpcStatus.UNAVAILABLE,
                "no number of prod/llama is available now");
    }

    @Test
    void aTriggerThatNamesNoVariantIsToldSo() {
        for (var metadata : List.<Map<String, String>>of(Map.of(), Map.of("variant", " "))) {
            assertRefused(
                    () -> knowing(3).active(new ScaledObjectRef("llama-scaler", "prod", metadata)),
                    GrpcStatus.INVALID_ARGUMENT,
                    "ScaledObject llama-scaler has no variant");
        }
    }

    @Test
    void aScaledObjectWithoutANamespaceIsNone() {
        assertRefused(() -> knowing(3).active(of("", "llama")), GrpcStatus.INVALID_ARGUMENT, "has no variant");
    }

    @Test
    void noNameThatKubernetesRefusesIsLookedUpOrRepeated() {
        var long254 = "x".repeat(254);
        assertRefused(
                () -> knowing(3).active(new ScaledObjectRef("s", "prod", Map.of("variant", long254))),
                GrpcStatus.INVALID_ARGUMENT,
                "longer than 253");
        assertRefused(
                () -> knowing(3).active(new ScaledObjectRef("s", long254, Map.of("variant", "llama"))),
                GrpcStatus.INVALID_ARGUMENT,
                "longer than 253");
        assertThatThrownBy(() -> knowing(3).value(new MetricsRequest(LLAMA, long254 + "y")))
                .hasMessageNotContaining(long254);
    }

    @Test
    void anotherMetricIsRefused() {
        assertRefused(
                () -> knowing(3).value(new MetricsRequest(LLAMA, "queue")),
                GrpcStatus.INVALID_ARGUMENT,
                "there is no metric queue here, only desired-replicas");
    }
}
