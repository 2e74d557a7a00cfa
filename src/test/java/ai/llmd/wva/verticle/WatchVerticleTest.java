package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.declaration.ClusterSnapshot;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
class WatchVerticleTest {
    private static final Duration BUS = Duration.ofSeconds(5);
    private static final String NAMESPACE = "wva";

    private final FakeCluster cluster = new FakeCluster();
    private final List<Settings> settings = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Fleet> fleets = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private Bus bus;

    private static final class FakeCluster implements WatchVerticle.Source {
        private final CompletableFuture<Void> synced = new CompletableFuture<>();
        private final SortedMap<VariantId, Variant> variants = new TreeMap<>();
        private final SortedMap<String, SortedMap<String, String>> configMaps = new TreeMap<>();
        private Runnable listener = () -> {};

        @Override
        public CompletionStage<Void> start() {
            return synced;
        }

        @Override
        public void onChange(Runnable listener) {
            this.listener = listener;
        }

        @Override
        public synchronized ClusterSnapshot snapshot() {
            return new ClusterSnapshot(variants, configMaps);
        }

        @Override
        public void close() {}

        synchronized void configMap(String name, Map<String, String> data) {
            configMaps.put(name, new TreeMap<>(data));
        }
    }

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        this.vertx = vertx;
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        Futures.await(bus.fleets().onEach(fleets::add).completion());
        cluster.variants.put(Fleets.SAMPLE, Fleets.sample());
        cluster.configMap(
                ConfigMapNames.ACCELERATOR_COSTS, Map.of("A100", "{\"device\": \"gpu\", \"cost\": \"40.00\"}"));
        cluster.configMap(ConfigMapNames.SERVICE_CLASSES, Map.of());
        var resolver = new SettingsResolver(Configuration.defaults(), Map.of("POD_NAMESPACE", NAMESPACE));
        Futures.await(vertx.deployVerticle(
                new WatchVerticle(cluster, resolver, NAMESPACE, Duration.ofMillis(5), BUS, settings::add)));
    }

    private Fleet next() throws InterruptedException {
        var fleet = fleets.poll(20, TimeUnit.SECONDS);
        assertThat(fleet).isNotNull();
        return fleet;
    }

    @Test
    void says_nothing_before_the_caches_are_synced() throws Exception {
        cluster.listener.run();
        var early = bus.fleets().newest();
        assertThat(early.transform(answer -> Future.succeededFuture(answer.failed())))
                .satisfies(failed -> assertThat(Futures.await(failed)).isTrue());
        cluster.synced.complete(null);

        var fleet = next();
        assertThat(fleet.variants()).containsOnlyKeys(Fleets.SAMPLE);
        assertThat(fleet.accelerators()).containsOnlyKeys("A100");
        assertThat(Futures.await(bus.fleets().newest())).isSameAs(fleet);
        assertThat(settings).hasSize(1);
    }

    @Test
    void changes_close_together_make_one_fleet() throws Exception {
        cluster.synced.complete(null);
        long first = next().generation();
        vertx.runOnContext(go -> {
            for (int change = 0; change < 50; change++) {
                cluster.listener.run();
            }
        });
        assertThat(next().generation()).isEqualTo(first + 1);
    }

    @Test
    void a_broken_entry_is_named_and_the_last_good_one_stays() throws Exception {
        cluster.synced.complete(null);
        next();
        cluster.configMap(
                ConfigMapNames.ACCELERATOR_COSTS,
                Map.of("A100", "{\"device\": \"gpu\", \"cost\": \"cheap\"}", "G2", "{\"cost\": 23}"));
        cluster.listener.run();

        var fleet = next();
        assertThat(fleet.accelerators().get("A100").unitCostCentsPerHour()).isEqualTo(40);
        assertThat(fleet.accelerators().get("G2").unitCostCentsPerHour()).isEqualTo(23);
        assertThat(Words.of(fleet.problems()))
                .singleElement()
                .asString()
                .startsWith("ConfigMap wva/accelerator-unit-costs key A100: ")
                .endsWith("; the last good entry stays in force");
    }

    @Test
    void a_config_map_that_is_gone_is_a_problem() throws Exception {
        cluster.configMaps.remove(ConfigMapNames.SERVICE_CLASSES);
        cluster.synced.complete(null);
        assertThat(Words.of(next().problems()))
                .containsExactly("ConfigMap wva/service-classes-config: does not exist; a sample is in deploy/;"
                        + " nothing can be planned without it");
    }

    @Test
    void a_limit_that_changes_makes_a_new_fleet() throws Exception {
        cluster.synced.complete(null);
        assertThat(next().capacity().isLimited()).isFalse();
        cluster.configMap(ConfigMapNames.ACCELERATOR_CAPACITY, Map.of("gpu", "8"));
        cluster.listener.run();
        assertThat(next().capacity().of("gpu")).hasValue(8);
        cluster.configMap(ConfigMapNames.ACCELERATOR_CAPACITY, Map.of());
        cluster.listener.run();
        assertThat(next().capacity().isLimited()).isFalse();
    }
}
