package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two controllers that write the status of one resource, on a real API server with the real schema. */
class ClaimsIT {
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Cluster cluster;

    private final SettableClock clock = new SettableClock(Samples.NOW);

    @BeforeAll
    static void start() {
        cluster = Cluster.create("claims");
    }

    private final class Writing {
        private final Claims claims;
        private final StatusWriter writer;

        Writing(String namespace, String instance) {
            claims = Claims.of(new ControllerName(namespace, "wva"), Optional.ofNullable(instance), REFRESH, clock);
            writer = new StatusWriter(
                    cluster.client(),
                    id -> Optional.ofNullable(cluster.variant(id.name()).get()),
                    REFRESH,
                    claims);
        }

        StatusWrite write(String name, int desired) {
            var variant = read(name);
            return writer.write(new StatusInputs(
                    Samples.fleet(variant),
                    variant,
                    Samples.measured(Samples.load(40)),
                    Samples.decision(variant, desired),
                    clock.instant()));
        }

        Variant read(String name) {
            var resource = cluster.variant(name).get();
            var variant = VariantConversion.toVariant(resource, Samples.target(1, 1));
            return claims.of(resource)
                    .map(claim -> variant.withHandling(variant.handling().withClaim(claim)))
                    .orElse(variant);
        }
    }

    private static VariantAutoscalingStatus status(String name) {
        return cluster.variant(name).get().getStatus();
    }

    @Test
    void theFirstHasItAndTellsThatAnotherWantsIt() {
        cluster.createVariant("shared");
        var first = new Writing("wva-a", null);
        var second = new Writing("wva-b", null);

        assertThat(first.write("shared", 2)).isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("shared").controller().namespace()).isEqualTo("wva-a");
        assertThat(status("shared").conditions()).hasSize(4);

        assertThat(second.write("shared", 7)).isEqualTo(StatusWrite.LEFT_TO_OTHER);
        assertThat(status("shared").desiredOptimizedAlloc().numReplicas()).isEqualTo(2);
        assertThat(status("shared").contender().namespace()).isEqualTo("wva-b");

        assertThat(first.write("shared", 2)).isEqualTo(StatusWrite.WRITTEN);
        var conflict = status("shared").condition("ControllerConflict").orElseThrow();
        assertThat(conflict.reason()).isEqualTo("OtherController");
        assertThat(conflict.message())
                .startsWith("controller wva-a/wva manages it, and controller wva-b/wva stays passive: ");
        assertThat(status("shared").contender().namespace()).isEqualTo("wva-b");

        var version = cluster.variant("shared").get().getMetadata().getResourceVersion();
        second.write("shared", 7);
        first.write("shared", 2);
        assertThat(cluster.variant("shared").get().getMetadata().getResourceVersion())
                .as("nobody writes what is written")
                .isEqualTo(version);
    }

    @Test
    void oneThatIsGoneBlocksNobodyForLong() {
        cluster.createVariant("left");
        var first = new Writing("wva-a", null);
        var second = new Writing("wva-b", null);
        first.write("left", 2);
        second.write("left", 7);

        clock.advance(REFRESH.multipliedBy(3).minusSeconds(1)); // times in a status are whole seconds
        assertThat(second.write("left", 7)).isEqualTo(StatusWrite.LEFT_TO_OTHER);
        clock.advance(Duration.ofSeconds(2));
        assertThat(second.write("left", 7)).isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("left").controller().namespace()).isEqualTo("wva-b");
        assertThat(status("left").desiredOptimizedAlloc().numReplicas()).isEqualTo(7);
        assertThat(first.write("left", 2)).as("it comes back").isEqualTo(StatusWrite.LEFT_TO_OTHER);
    }

    @Test
    void aHeldDecisionStaysClaimedThoughItsStatusSaysNothingNew() {
        cluster.createVariant("held");
        var first = new Writing("wva-a", null);
        first.write("held", 2);
        var claimed = status("held").controller().renewTime();

        clock.advance(REFRESH);
        first.write("held", 2);

        assertThat(status("held").controller().renewTime()).isNotEqualTo(claimed);
    }

    @Test
    void theOneThatTheLabelNamesTakesItOver() {
        cluster.createVariant("blue");
        cluster.variant("blue").edit(resource -> {
            resource.getMetadata().getLabels().put(VariantAutoscaling.INSTANCE_LABEL, "blue");
            return resource;
        });
        var any = new Writing("wva-a", null);
        var blue = new Writing("wva-b", "blue");
        any.write("blue", 2);

        assertThat(blue.write("blue", 7)).isEqualTo(StatusWrite.LEFT_TO_OTHER);
        assertThat(any.write("blue", 2)).isEqualTo(StatusWrite.LEFT_TO_OTHER);
        assertThat(status("blue").controller()).as("let go").isNull();
        assertThat(blue.write("blue", 7)).isEqualTo(StatusWrite.WRITTEN);
        assertThat(status("blue").controller().instance()).isEqualTo("blue");
        assertThat(any.write("blue", 2)).isEqualTo(StatusWrite.LEFT_TO_OTHER);
        assertThat(status("blue").desiredOptimizedAlloc().numReplicas()).isEqualTo(7);
    }

    @Test
    void aClaimOfAnotherIsAChangeAndItsEndIsSeenByLooking() {
        var resource = cluster.createVariant("watched");
        var id = VariantConversion.idOf(resource);
        var second = new Writing("wva-b", null);
        var options = new ClusterWatch.Options(cluster.namespace(), List.of(cluster.namespace()), Set.of());
        var changes = new AtomicInteger();
        try (var watch = new ClusterWatch(cluster.client(), options, second.claims, clock)) {
            watch.onChange(changes::incrementAndGet);
            watch.start().toCompletableFuture().join();
            assertThat(elsewhere(watch, id)).isFalse();
            int before = changes.get();

            new Writing("wva-a", null).write("watched", 2);
            await().atMost(LIMIT).until(() -> changes.get() > before);
            assertThat(elsewhere(watch, id)).isTrue();
            assertThat(watch.look()).isFalse();

            clock.advance(OtherLeases.PATIENCE);
            assertThat(watch.look())
                    .as("there is no such Lease, and for long enough")
                    .isTrue();
            assertThat(elsewhere(watch, id)).isFalse();
            assertThat(watch.look()).isFalse();
        }
    }

    private static boolean elsewhere(ClusterWatch watch, VariantId id) {
        return watch.snapshot()
                .variants()
                .get(id)
                .handling()
                .claim()
                .filter(ControllerClaim::elsewhere)
                .isPresent();
    }
}
