package ai.llmd.wva.cli;

import tools.jackson.databind.JsonNode;

/** What the live page shows: of a running controller, or what a cluster's statuses tell without one. */
interface ShownFleet {
    /**
     * The controller, the totals and all variants, as {@code /api/v1/fleet} answers.
     *
     * @throws CommandFailedException where that cannot be read
     */
    JsonNode fleet();

    /**
     * All about a variant, as {@code /api/v1/variants/NAMESPACE/NAME} answers.
     *
     * @throws CommandFailedException where that cannot be read, or there is none
     */
    JsonNode variant(String namespace, String name);
}
