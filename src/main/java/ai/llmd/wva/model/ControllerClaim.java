package ai.llmd.wva.model;

import java.util.Optional;

/**
 * Who takes care of a resource that several controllers see.
 *
 * @param holder the one that decides on it
 * @param contender one that would, and holds back
 * @param elsewhere whether the holder is another than this controller, so that this one only watches
 */
public record ControllerClaim(ControllerName holder, Optional<ControllerName> contender, boolean elsewhere) {
    public ControllerClaim {
        Checks.present(holder, "holder");
        Checks.present(contender, "contender");
    }
}
