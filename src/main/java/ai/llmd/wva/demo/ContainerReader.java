package ai.llmd.wva.demo;

import ai.llmd.wva.emulator.EmulatorSettings;
import java.util.List;
import java.util.Map;

/** Understands a container's command line and environment as the image's own entry point does. */
@FunctionalInterface
public interface ContainerReader {
    /**
     * The emulator that the container runs.
     *
     * @param arguments the container's args, the subcommand first
     */
    EmulatorSettings read(List<String> arguments, Map<String, String> environment);
}
