package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Fleet;
import java.util.List;
import java.util.stream.Stream;

/** Tells a change that someone declared, which is acted on at once, from pods that come and go. */
final class Declaration {
    private Declaration() {}

    static boolean changed(Fleet before, Fleet after) {
        return !before.settings().equals(after.settings())
                || !before.accelerators().equals(after.accelerators())
                || !before.serviceClasses().equals(after.serviceClasses())
                || !keys(before).equals(keys(after));
    }

    private static List<List<Object>> keys(Fleet fleet) {
        return fleet.variants().values().stream()
                .map(variant -> Stream.<Object>of(
                                variant.id(),
                                variant.uid(),
                                variant.generation(),
                                variant.acceleratorLabel(),
                                variant.handling(),
                                variant.role(),
                                variant.target().getClass())
                        .toList())
                .toList();
    }
}
