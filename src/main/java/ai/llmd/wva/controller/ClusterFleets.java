package ai.llmd.wva.controller;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.config.LiveSettings;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.declaration.FleetAssembler;
import ai.llmd.wva.kubernetes.Claims;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.verticle.FleetSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a Kubernetes cluster declares, as a fleet. */
final class ClusterFleets implements FleetSource {
    private final ClusterWatch watch;
    private final FleetAssembler assembler;

    private ClusterFleets(ClusterWatch watch, FleetAssembler assembler) {
        this.watch = watch;
        this.assembler = assembler;
    }

    /** What the configuration has watched. */
    static ClusterWatch watch(
            Configuration configuration,
            Map<String, String> environment,
            KubernetesClient client,
            Claims claims,
            Clock clock) {
        return new ClusterWatch(
                client,
                new ClusterWatch.Options(
                        configuration.controller().namespaceIn(environment),
                        configuration.controller().watchNamespaces(),
                        ControllerConfiguration.instanceIn(environment),
                        ConfigMapNames.ALL,
                        configuration.watch().capacityFromNodes()),
                claims,
                clock);
    }

    /**
     * Fleets of what is watched.
     *
     * @param onSettings told of all settings in force whenever a fleet is read
     */
    static ClusterFleets of(
            ClusterWatch watch,
            Configuration configuration,
            Map<String, String> environment,
            Consumer<LiveSettings> onSettings) {
        var resolver = new SettingsResolver(configuration, environment);
        var namespace = configuration.controller().namespaceIn(environment);
        return new ClusterFleets(watch, new FleetAssembler(resolver, namespace, onSettings));
    }

    @Override
    public CompletionStage<Void> start() {
        return watch.start();
    }

    @Override
    public boolean synced() {
        return watch.synced();
    }

    @Override
    public void onChange(Runnable listener) {
        watch.onChange(listener);
    }

    @Override
    public boolean look() {
        return watch.look();
    }

    @Override
    public Fleet read() {
        return assembler.assemble(watch.snapshot());
    }

    @Override
    public void close() {
        watch.close();
    }
}
