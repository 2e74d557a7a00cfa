package ai.llmd.wva.examples;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.sample;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.PolicyRun;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFileSourceTest {
    private static final VariantId OTHER = new VariantId("llm-d-sim", "other");
    private static final Fleet FLEET = fleet(sample(), variant(OTHER, 3));

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    private LoadFileSource source;

    @BeforeEach
    void open() {
        source = new LoadFileSource(vertx.fileSystem(), folder.resolve("loads"), Duration.ofMinutes(2));
    }

    @AfterEach
    void close() throws Exception {
        Futures.await(source.close());
        Futures.await(vertx.close());
    }

    private void write(String text, Duration ago) throws IOException {
        Files.writeString(source.file(), text);
        Files.setLastModifiedTime(source.file(), FileTime.from(NOW.minus(ago)));
    }

    private SortedMap<VariantId, Measurement> measured() throws Exception {
        return Futures.await(source.measure(FLEET, NOW));
    }

    private static Cause cause(Measurement measurement) {
        assertThat(measurement).isInstanceOf(Unknown.class);
        return ((Unknown) measurement).cause();
    }

    @Test
    void whatTheFileSaysIsPlannedFor() throws Exception {
        write("llm-d-sim/vllme-deployment 0.6667 128 178\n", Duration.ofSeconds(20));
        var measured = measured();

        assertThat(((Measured) measured.get(SAMPLE)).age()).isEqualTo(Duration.ofSeconds(20));
        var plan = PolicyRun.start(new Planner(PlanningRules.DEFAULT))
                .plan(new Observation(1, NOW, FLEET, measured), WorkLimit.NONE)
                .plan();
        assertThat(plan.decisions().get(SAMPLE).desiredReplicas()).hasValue(2);
        assertThat(plan.decisions().get(OTHER).outcome()).as("without a line").isEqualTo(Outcome.HELD);
        assertThat(plan.decisions().get(OTHER).desiredReplicas()).hasValue(3);
    }

    @Test
    void withoutTheFileNothingIsKnownWhichIsNoZeroLoad() throws Exception {
        assertThat(measured()).containsOnlyKeys(SAMPLE, OTHER);
        assertThat(measured().values()).allSatisfy(one -> assertThat(cause(one)).isEqualTo(Cause.MISSING));
    }

    @Test
    void aBrokenLineConcernsItsOwnVariantOnly() throws Exception {
        write("llm-d-sim/vllme-deployment -1 128 178\nllm-d-sim/other 0 0 0\n", Duration.ZERO);

        assertThat(cause(measured().get(SAMPLE))).isEqualTo(Cause.MISSING);
        assertThat(((Measured) measured().get(OTHER)).load().isZero()).isTrue();
    }

    @Test
    void aFileThatNobodyWritesAnyMoreIsStale() throws Exception {
        write("llm-d-sim/vllme-deployment 1 128 178\n", Duration.ofMinutes(3));

        assertThat(cause(measured().get(SAMPLE))).isEqualTo(Cause.STALE);
        assertThat(cause(measured().get(OTHER))).isEqualTo(Cause.ABSENT);
    }
}
