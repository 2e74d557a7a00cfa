package ai.llmd.wva.controller;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.LiveSettings;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.kubernetes.Claims;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.page.PageState;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Reads once what a cluster declares, in the way of a controller. */
public final class FleetOnce {
    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    private FleetOnce() {}

    /**
     * The fleet as it is now. Blocks.
     *
     * @param limit for filling the caches
     * @param onSettings told of all settings in force
     * @throws KubernetesClientException if the API server cannot be reached or refuses to list the resources
     * @throws TimeoutException if something else that is needed cannot be read
     */
    public static Fleet read(
            Configuration configuration,
            Map<String, String> environment,
            KubernetesClient client,
            Duration limit,
            Consumer<LiveSettings> onSettings)
            throws TimeoutException, InterruptedException {
        return read(configuration, environment, client, limit, onSettings, (watch, fleet) -> fleet);
    }

    /**
     * What the live page of a controller without a plan of its own shows: what is declared, and what status tells.
     * Fails as {@link #read} does.
     */
    public static PageState shown(
            Configuration configuration, Map<String, String> environment, KubernetesClient client, Duration limit)
            throws TimeoutException, InterruptedException {
        return read(configuration, environment, client, limit, settings -> {}, (watch, fleet) -> {
            var now = Instant.now();
            var state = PageServer.state(
                    configuration, "", now, () -> false, Optional::empty, new ShownStatuses(watch::variant));
            state.declared(fleet, now);
            return state;
        });
    }

    private static <T> T read(
            Configuration configuration,
            Map<String, String> environment,
            KubernetesClient client,
            Duration limit,
            Consumer<LiveSettings> onSettings,
            BiFunction<ClusterWatch, Fleet, T> use)
            throws TimeoutException, InterruptedException {
        tryToList(configuration, client);
        var clock = Clock.systemUTC();
        var claims = Claims.observed(ControllerBuilder.STATUS_REFRESH, clock);
        var watch = ClusterFleets.watch(configuration, environment, client, claims, clock);
        var fleets = ClusterFleets.of(watch, configuration, environment, onSettings);
        try {
            fleets.start().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return use.apply(watch, fleets.read());
        } catch (ExecutionException e) {
            throw new KubernetesClientException("the caches could not be filled", e.getCause());
        } finally {
            fleets.close();
        }
    }

    /** The informers would try for ever where this fails at once, and says why. */
    private static void tryToList(Configuration configuration, KubernetesClient client) {
        var resources = client.resources(VariantAutoscaling.class);
        var namespaces = configuration.controller().watchNamespaces();
        if (namespaces.isEmpty()) {
            resources.inAnyNamespace().list(ONE);
        }
        namespaces.forEach(namespace -> resources.inNamespace(namespace).list(ONE));
    }
}
