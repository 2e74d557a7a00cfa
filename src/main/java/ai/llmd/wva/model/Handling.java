package ai.llmd.wva.model;

import java.util.Optional;

/**
 * What its owner wants done about the decisions on a variant.
 *
 * @param mode whether they are acted on; empty = as the settings say
 * @param frozen whether the last one is kept, whatever the load
 */
public record Handling(Optional<Mode> mode, boolean frozen) {
    /** Nothing is asked for. */
    public static final Handling USUAL = new Handling(Optional.empty(), false);

    public Handling {
        Checks.present(mode, "mode");
    }
}
