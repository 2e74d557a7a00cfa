package ai.llmd.wva.model;

import java.util.Optional;

/** Which service class a variant belongs to when its model is in several. */
public record SloClassRef(Optional<String> name, Optional<String> key) {}
