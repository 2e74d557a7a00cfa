package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusFluent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a write asks of the API server, and what its answers mean; {@code StatusWriterIT} has a real one. */
@EnableKubernetesMockClient
class StatusWriterTest {
    private static final String PATH = "/apis/llmd.ai/v1alpha1/namespaces/llm/variantautoscalings/vllme/status"
            + "?fieldManager=workload-variant-autoscaler";
    private static final int UNPROCESSABLE = 422;

    private final Variant variant = Samples.variant(Samples.target(1, 1));
    private KubernetesMockServer server;
    private KubernetesClient client;
    private Optional<VariantAutoscaling> cached = Optional.of(Samples.resource());
    private StatusWriter writer;

    @BeforeEach
    void create() {
        writer = new StatusWriter(client, id -> cached, Duration.ofMinutes(5));
    }

    @Test
    void aWriteIsOnePatchAndNothingElse() throws Exception {
        answer(HttpURLConnection.HTTP_OK, Samples.resource());

        assertThat(write(2)).isEqualTo(StatusWrite.WRITTEN);

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(server.takeRequest().getMethod()).isEqualTo("PATCH");
    }

    @Test
    void aResourceThatTheCacheDoesNotHaveIsNotAskedFor() {
        cached = Optional.empty();
        assertThat(write(2)).isEqualTo(StatusWrite.GONE);

        cached = Optional.of(Samples.resource(Samples.YAML.replace("uid: u-1", "uid: u-2")));
        assertThat(write(2)).isEqualTo(StatusWrite.GONE);

        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aCacheThatLagsIsReadAgainNextTime() {
        answer(HttpURLConnection.HTTP_OK, Samples.resource());
        var stale = Samples.resource();
        stale.setStatus(StatusProjection.project(inputs(2), Optional.empty()));
        cached = Optional.of(stale);
        assertThat(write(2)).isEqualTo(StatusWrite.UNCHANGED);

        var caughtUp = Samples.resource();
        caughtUp.setStatus(StatusProjection.project(inputs(3), Optional.empty()));
        cached = Optional.of(caughtUp);

        assertThat(write(2)).isEqualTo(StatusWrite.WRITTEN);
    }

    @Test
    void aFailedTestOfTheUidMeansThatTheResourceIsAnotherOne() {
        answer(UNPROCESSABLE, refusal().endDetails().build());

        assertThat(write(2)).isEqualTo(StatusWrite.GONE);
    }

    @Test
    void aStatusThatTheSchemaRefusesIsAFailure() {
        answer(
                UNPROCESSABLE,
                refusal()
                        .addNewCause("status.conditions", "Too long", "FieldValueInvalid")
                        .endDetails()
                        .build());

        assertThat(write(2)).isEqualTo(StatusWrite.FAILED);
    }

    @Test
    void aMissingResourceIsGoneAndAnyOtherRefusalAFailureThatIsTriedAgain() {
        answer(
                HttpURLConnection.HTTP_NOT_FOUND,
                new StatusBuilder().withCode(404).build());
        assertThat(write(2)).isEqualTo(StatusWrite.GONE);

        answer(
                HttpURLConnection.HTTP_FORBIDDEN,
                new StatusBuilder().withCode(403).build());
        assertThat(write(2)).isEqualTo(StatusWrite.FAILED);

        answer(HttpURLConnection.HTTP_OK, Samples.resource());
        assertThat(write(2)).isEqualTo(StatusWrite.WRITTEN);
    }

    private StatusWrite write(int desired) {
        return writer.write(inputs(desired));
    }

    private StatusInputs inputs(int desired) {
        return Samples.inputs(variant, Samples.measured(Samples.load(40)), Samples.decision(variant, desired));
    }

    private void answer(int code, Object body) {
        server.expect().patch().withPath(PATH).andReturn(code, body).once();
    }

    private static StatusFluent<StatusBuilder>.DetailsNested<StatusBuilder> refusal() {
        return new StatusBuilder().withCode(UNPROCESSABLE).withReason("Invalid").withNewDetails();
    }
}
