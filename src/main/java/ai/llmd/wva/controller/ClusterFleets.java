package ai.llmd.wva.controller;

import ai.llmd.wva.declaration.FleetAssembler;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.verticle.FleetSource;
import java.util.concurrent.CompletionStage;

/** What a Kubernetes cluster declares, as a fleet. */
final class ClusterFleets implements FleetSource {
    private final ClusterWatch watch;
    private final FleetAssembler assembler;

    ClusterFleets(ClusterWatch watch, FleetAssembler assembler) {
        this.watch = watch;
        this.assembler = assembler;
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
    public Fleet read() {
        return assembler.assemble(watch.snapshot());
    }

    @Override
    public void close() {
        watch.close();
    }
}
