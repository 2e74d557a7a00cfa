package ai.llmd.wva.serving.keda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.llmd.wva.fixture.KedaMessages;
import ai.llmd.wva.serving.grpc.GrpcFailure;
import ai.llmd.wva.serving.grpc.GrpcStatus;
import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read and write is what protobuf's own library writes and reads. */
class KedaWireTest {
    private static final Map<String, String> METADATA =
            Map.of("variant", "llama", "scalerAddress", "wva:9443", "empty", "", "", "no key", "ü", "»x«");

    private static Buffer bytes(DynamicMessage message) {
        return Buffer.buffer(message.toByteArray());
    }

    private static DynamicMessage read(String type, Buffer message) throws Exception {
        return DynamicMessage.parseFrom(KedaMessages.type(type), message.getBytes());
    }

    @Test
    void aScaledObjectIsReadAsItWasWritten() {
        var read = ScaledObjectRef.parse(bytes(KedaMessages.scaledObject("prod", "llama-scaler", METADATA)));
        assertThat(read).isEqualTo(new ScaledObjectRef("llama-scaler", "prod", METADATA));
    }

    @Test
    void aQuestionForAMetricIsReadAsItWasWritten() {
        var object = KedaMessages.scaledObject("prod", "llama-scaler", METADATA);
        var read = MetricsRequest.parse(bytes(KedaMessages.metricsRequest(object, "desired-replicas")));
        assertThat(read)
                .isEqualTo(
                        new MetricsRequest(new ScaledObjectRef("llama-scaler", "prod", METADATA), "desired-replicas"));
    }

    @Test
    void nothingIsAnEmptyMessage() {
        assertThat(MetricsRequest.parse(Buffer.buffer()))
                .isEqualTo(new MetricsRequest(new ScaledObjectRef("", "", Map.of()), ""));
    }

    @Test
    void fieldsThatALaterVersionAddsAreLeftOut() {
        var added = UnknownFieldSet.newBuilder()
                .addField(
                        7,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(-1)
                                .addFixed64(2)
                                .addFixed32(3)
                                .addLengthDelimited(ByteString.copyFromUtf8("more"))
                                .build())
                .build();
        var message = KedaMessages.scaledObject("prod", "llama-scaler", METADATA).toBuilder()
                .setUnknownFields(added)
                .build();
        assertThat(ScaledObjectRef.parse(bytes(message)).metadata()).isEqualTo(METADATA);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 300, 1_000_000, Integer.MAX_VALUE})
    void numbersAreReadAsTheyAreMeant(int number) throws Exception {
        var value = KedaMessages.only(
                read("GetMetricsResponse", Messages.value("desired-replicas", number)), "metricValues");
        assertThat(KedaMessages.get(value, "metricName")).isEqualTo("desired-replicas");
        assertThat(KedaMessages.get(value, "metricValue")).isEqualTo((long) number);
        assertThat(KedaMessages.get(value, "metricValueFloat")).isEqualTo((double) number);
    }

    @Test
    void theMetricIsOneForEachReplica() throws Exception {
        var spec =
                KedaMessages.only(read("GetMetricSpecResponse", Messages.spec("desired-replicas", 1)), "metricSpecs");
        assertThat(KedaMessages.get(spec, "metricName")).isEqualTo("desired-replicas");
        assertThat(KedaMessages.get(spec, "targetSize")).isEqualTo(1L);
        assertThat(KedaMessages.get(spec, "targetSizeFloat")).isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void activeIsReadAsItIsMeant(boolean active) throws Exception {
        assertThat(KedaMessages.get(read("IsActiveResponse", Messages.active(active)), "result"))
                .isEqualTo(active);
    }

    /** Cut off; a length beyond the end, or negative; a group; field 0; eleven bytes of number; a name as number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a",
                "0a05616263",
                "0affffffffffffffffff01",
                "0b",
                "00",
                "02",
                "3880808080808080808080",
                "0801",
                "39",
                "3d0000"
            })
    void whatIsNoMessageIsRefused(String hex) {
        var message = Buffer.buffer(HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> ScaledObjectRef.parse(message))
                .isInstanceOfSatisfying(
                        GrpcFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT));
    }

    @Test
    void noBytesDoMoreThanBeRefused() {
        var random = new Random(11);
        var good = bytes(KedaMessages.metricsRequest(KedaMessages.scaledObject("prod", "s", METADATA), "m"));
        for (int trial = 0; trial < 20_000; trial++) {
            var bytes = good.getBytes();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var message = Buffer.buffer(bytes).slice(0, random.nextInt(bytes.length + 1));
            assertThat(catchThrowable(() -> MetricsRequest.parse(message)))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isNull(),
                            thrown -> assertThat(thrown).isInstanceOf(GrpcFailure.class));
        }
    }
}
