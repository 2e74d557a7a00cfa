package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the writer makes of a status, on a real API server with the real schema. */
class StatusWriterIT {
    private static Cluster cluster;

    private final StatusWriter writer = writer();

    @BeforeAll
    static void start() {
        cluster = Cluster.create("status");
    }

    @Test
    void writesWhatTheTableThenPrints() {
        var resource = cluster.createVariant("printed");

        assertThat(writer.write(inputs(resource, Samples.target(1, 1), 40, 2, Samples.NOW)))
                .isEqualTo(StatusWrite.WRITTEN);

        var table = cluster.plane()
                .table("/apis/llmd.ai/v1alpha1/namespaces/" + cluster.namespace() + "/variantautoscalings");
        assertThat(table.cell("printed", "CURRENTREPLICAS")).isEqualTo("1");
        assertThat(table.cell("printed", "OPTIMIZED")).isEqualTo("2");
        assertThat(table.cell("printed", "METRICSREADY")).isEqualTo("True");
        assertThat(status("printed").conditions()).hasSize(4);
        assertThat(cluster.variant("printed").get().getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .contains("workload-variant-autoscaler");
    }

    @Test
    void writesOnlyNewsAndNowAndThenTheRest() {
        var resource = cluster.createVariant("quiet");
        writer.write(inputs(resource, Samples.target(2, 2), 40, 2, Samples.NOW));
        var version = version("quiet");

        assertThat(writer.write(inputs(resource, Samples.target(2, 2), 40.2, 2, Samples.NOW.plusSeconds(60))))
                .isEqualTo(StatusWrite.UNCHANGED);
        assertThat(version("quiet")).isEqualTo(version);
        assertThat(writer.write(inputs(resource, Samples.target(2, 2), 40.2, 2, Samples.NOW.plusSeconds(300))))
                .isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("quiet").currentAlloc().load().arrivalRate()).isEqualTo("40.20");
        assertThat(writer.write(inputs(resource, Samples.target(2, 2), 60, 3, Samples.NOW.plusSeconds(360))))
                .isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("quiet").desiredOptimizedAlloc().numReplicas()).isEqualTo(3);
    }

    @Test
    void whatNothingActsOnAndWhatAReplicaCostsPassTheSchema() {
        var resource = cluster.createVariant("advisory");
        var variant =
                read(resource, Samples.target(1, 1)).withHandling(new Handling(Optional.of(Mode.ADVISORY), false));

        assertThat(writer.write(Samples.inputs(
                        variant,
                        Samples.measured(Samples.load(40)),
                        Samples.decision(variant, 2).onlyTold())))
                .isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("advisory").actuation().applied()).isFalse();
        assertThat(status("advisory").desiredOptimizedAlloc().numReplicas()).isEqualTo(2);
        assertThat(status("advisory").decision().price())
                .isEqualTo("40.00 cents/h a replica: 1 of A100 at 40.00, from accelerator-unit-costs");
        assertThat(status("advisory").condition("DesiredReached").orElseThrow().reason())
                .isEqualTo("Advisory");

        var frozen = Samples.held(variant, Outcome.FROZEN, OptionalInt.of(2), new HoldCause.Frozen());
        assertThat(writer.write(Samples.inputs(variant, Samples.measured(Samples.load(40)), frozen)))
                .isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("advisory")
                        .condition("OptimizationReady")
                        .orElseThrow()
                        .reason())
                .isEqualTo("Frozen");
    }

    @Test
    void whatIsLearnedPassesTheSchemaAndIsReadBack() {
        var resource = cluster.createVariant("learning");
        var variant = read(resource, Samples.target(1, 1));
        var learned = new LearnedProfile(
                "A100", 20.5, 0.42, OptionalDouble.of(0.0123), 240, 0.75, Optional.of("0123abcd"), Optional.of("1"));
        var decision = Samples.decision(variant, 2).withLearning(new Learning(learned, true));

        assertThat(writer.write(Samples.inputs(variant, Samples.measured(Samples.load(40)), decision)))
                .isEqualTo(StatusWrite.WRITTEN);

        var stored = cluster.variant("learning").get();
        assertThat(stored.getStatus().profile().source()).isEqualTo("learned");
        assertThat(read(stored, Samples.target(1, 1)).learned()).contains(learned);
    }

    @Test
    void inANewTermSeesWhatAnotherLeaderWrote() {
        var resource = cluster.createVariant("handed-back");
        writer.write(inputs(resource, Samples.target(2, 2), 40, 2, Samples.NOW));
        var other = writer();
        other.write(inputs(resource, Samples.target(2, 2), 60, 3, Samples.NOW.plusSeconds(60)));

        writer.forget();

        assertThat(writer.write(inputs(resource, Samples.target(2, 2), 40, 2, Samples.NOW.plusSeconds(120))))
                .isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("handed-back").desiredOptimizedAlloc().numReplicas()).isEqualTo(2);
    }

    @Test
    void goesOnFromTheStatusThatAnotherProcessWrote() {
        var resource = cluster.createVariant("taken-over");
        writer.write(inputs(resource, Samples.target(2, 2), 40, 2, Samples.NOW));
        var version = version("taken-over");

        var successor = writer();
        assertThat(successor.write(inputs(resource, Samples.target(2, 2), 40, 2, Samples.NOW)))
                .isEqualTo(StatusWrite.UNCHANGED);
        assertThat(version("taken-over")).isEqualTo(version);
    }

    @Test
    void takesBackWhatIsNoLongerTrue() {
        var resource = cluster.createVariant("withdrawn");
        writer.write(inputs(resource, Samples.target(1, 1), 40, 2, Samples.NOW));
        var variant = read(resource, new TargetState.Missing("Deployment withdrawn does not exist"));
        var nothing = Samples.held(variant, OptionalInt.empty(), "the target is missing");

        assertThat(writer.write(Samples.inputs(variant, Samples.measured(Samples.load(40)), nothing)))
                .isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("withdrawn").desiredOptimizedAlloc()).isNull();
        assertThat(status("withdrawn").actuation().applied()).isFalse();
        assertThat(status("withdrawn").condition("TargetResolved").orElseThrow().reason())
                .isEqualTo("TargetNotFound");
    }

    @Test
    void zeroReplicasAndNoAcceleratorPassTheSchema() {
        var resource = cluster.createVariant("zero");
        var variant = read(resource, Samples.target(0, 0));
        var unlabelled = variant.withAccelerators(new AcceleratorOptions(Optional.empty(), List.of(), Optional.empty()))
                .withProblems(List.of(new Problem(
                        new Subject.Resource(variant.id()), Effect.NOT_PLANNED, "modelProfile.accelerators is empty")));

        assertThat(writer.write(
                        Samples.inputs(unlabelled, Samples.measured(Samples.load(0)), Samples.decision(unlabelled, 0))))
                .isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("zero").currentAlloc().accelerator()).isEmpty();
        assertThat(status("zero").desiredOptimizedAlloc().numReplicas()).isZero();
    }

    @Test
    void aResourceThatIsGoneOrAnotherOneIsNotWritten() {
        var first = cluster.createVariant("reborn");
        writer.write(inputs(first, Samples.target(1, 1), 40, 2, Samples.NOW));
        cluster.variant("reborn").delete();

        assertThat(writer.write(inputs(first, Samples.target(1, 1), 60, 3, Samples.NOW)))
                .isEqualTo(StatusWrite.GONE);
        assertThat(writer.write(inputs(first, Samples.target(1, 1), 60, 3, Samples.NOW)))
                .isEqualTo(StatusWrite.GONE);

        var second = cluster.createVariant("reborn");
        writer.write(inputs(second, Samples.target(1, 1), 40, 2, Samples.NOW));
        var stale = writer();
        assertThat(stale.write(inputs(first, Samples.target(1, 1), 60, 3, Samples.NOW)))
                .isEqualTo(StatusWrite.GONE);
        assertThat(status("reborn").desiredOptimizedAlloc().numReplicas()).isEqualTo(2);
    }

    @Test
    void aResourceThatWasRecreatedBehindOurBackKeepsItsOwnStatus() {
        var first = cluster.createVariant("swapped");
        writer.write(inputs(first, Samples.target(1, 1), 40, 2, Samples.NOW));
        cluster.variant("swapped").delete();
        cluster.createVariant("swapped");

        assertThat(writer.write(inputs(first, Samples.target(1, 1), 60, 3, Samples.NOW)))
                .isEqualTo(StatusWrite.GONE);
        assertThat(cluster.variant("swapped").get().getStatus()).isNull();
    }

    @Test
    void aStatusThatTheSchemaRefusesIsAFailureAndNoMissingResource() {
        var resource = cluster.createVariant("refused");
        var variant = read(resource, Samples.target(1, 1));
        var endless = Samples.held(variant, OptionalInt.empty(), "x".repeat(40_000));

        assertThat(writer.write(Samples.inputs(variant, Samples.measured(Samples.load(40)), endless)))
                .isEqualTo(StatusWrite.FAILED);
    }

    @Test
    void theCacheOfAWatchTellsWhatTheStatusSaidBefore() {
        var resource = cluster.createVariant("watched");
        writer.write(inputs(resource, Samples.target(2, 2), 40, 2, Samples.NOW));
        var version = version("watched");
        var options = new ClusterWatch.Options(cluster.namespace(), List.of(cluster.namespace()), Set.of());
        try (var watch = new ClusterWatch(cluster.client(), options)) {
            watch.start().toCompletableFuture().join();
            var successor = new StatusWriter(cluster.client(), watch::variant, Duration.ofMinutes(5));

            assertThat(successor.write(inputs(resource, Samples.target(2, 2), 40, 2, Samples.NOW)))
                    .isEqualTo(StatusWrite.UNCHANGED);
            assertThat(version("watched")).isEqualTo(version);
        }
    }

    private static StatusWriter writer() {
        return new StatusWriter(
                cluster.client(),
                id -> Optional.ofNullable(cluster.variant(id.name()).get()),
                Duration.ofMinutes(5));
    }

    private static StatusInputs inputs(
            VariantAutoscaling resource, TargetState target, double perMinute, int desired, Instant now) {
        var variant = read(resource, target);
        return new StatusInputs(
                Samples.fleet(variant),
                variant,
                Samples.measured(Samples.load(perMinute)),
                Samples.decision(variant, desired),
                now);
    }

    private static Variant read(VariantAutoscaling resource, TargetState target) {
        return VariantConversion.toVariant(resource, target);
    }

    private static VariantAutoscalingStatus status(String name) {
        return cluster.variant(name).get().getStatus();
    }

    private static String version(String name) {
        return cluster.variant(name).get().getMetadata().getResourceVersion();
    }
}
